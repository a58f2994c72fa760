// All-reduce between the processes of one host through shared memory without a name: a memfd that lives as long as a process maps it, so
// that a kill leaves nothing behind.
//
// A buffer goes through in blocks. For each block every rank copies its values to its slot, reduces one n-th of all slots in rank order
// into the common result, and copies the others' parts out. The slots are double-buffered: copying a block in overlaps with the others'
// reducing the last. The sum of an element is ((x0 + x1) + x2) + ..., whatever the block and the count: the same bits on every rank and in
// every run. Cost: a rank moves 2 S (n-1)/n bytes through the cache, and adds S (n-1)/n.
#pragma once

#include <atomic>
#include <memory>

#include "group.h"

namespace jsigan {

class SharedGroup final : public Group {
 public:
  static constexpr int kMaxRanks = 64;

  // The first rank creates the memory (fd = -1: a new memfd); the others open it by the first's /proc entry.
  static std::unique_ptr<SharedGroup> create(int rank, int size, uint64_t token);
  static std::unique_ptr<SharedGroup> open(const std::string& path, int rank, int size, uint64_t token);
  ~SharedGroup() override;

  // Names the memory for open(), until closeDescriptor().
  std::string path() const;
  void closeDescriptor();

  void allReduceSum(void* data, size_t count, Element element, Clock::time_point deadline) override;
  void broadcast(void* data, size_t bytes, int root, Clock::time_point deadline) override;
  void barrier(Clock::time_point deadline) override;
  void abort() override;

 private:
  struct Counter;
  struct Header;

  SharedGroup(int fd, int rank, int size);

  char* slot(int rank, uint32_t block) const;
  void announce(int kind, uint64_t bytes, int root, Clock::time_point deadline);
  void advance(Counter& counter);
  void await(Counter* counters, uint32_t target, Clock::time_point deadline);
  void awaitOne(Counter& counter, int peer, uint32_t target, Clock::time_point deadline);
  template <typename T>
  void reduce(T* data, size_t count, Clock::time_point deadline);

  int fd_;
  const int rank_;
  const int size_;
  size_t bytes_;
  char* memory_;
  Header* header_;
  uint32_t block_ = 0; // blocks that this rank has finished, over all operations
  std::atomic<bool> aborted_{false};
};

} // namespace jsigan
