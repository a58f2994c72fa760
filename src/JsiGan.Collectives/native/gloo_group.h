// Gloo over TCP between any hosts: gloo::allreduce (ring), gloo::broadcast (binomial tree), gloo::barrier (dissemination).
#pragma once

#include <memory>
#include <vector>

#include <gloo/context.h>

#include "abortable.h"

namespace jsigan {

class GlooGroup final : public Group {
 public:
  // Listens once for each peer on `address`, an address of this host.
  GlooGroup(const std::string& address, int rank, int size);
  ~GlooGroup() override;

  // This rank's address for `peer`.
  std::vector<char> address(int peer) const;

  // addresses[peer]: that peer's address for this rank. Returns when all pairs are connected.
  void connect(const std::vector<std::vector<char>>& addresses, std::chrono::milliseconds limit);

  void allReduceSum(void* data, size_t count, Element element, Clock::time_point deadline) override;
  void broadcast(void* data, size_t bytes, int root, Clock::time_point deadline) override;
  void barrier(Clock::time_point deadline) override;
  void abort() override { waits_->abort(); }

 private:
  class Mesh;
  std::shared_ptr<Waits> waits_;
  std::shared_ptr<gloo::transport::Context> transport_;
  std::shared_ptr<Mesh> mesh_;
  uint32_t tag_ = 0;
};

} // namespace jsigan
