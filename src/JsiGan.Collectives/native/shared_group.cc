#include "shared_group.h"

#include <cerrno>
#include <climits>
#include <cstring>

#include <fcntl.h>
#include <linux/futex.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace jsigan {

namespace {

constexpr size_t kBlockBytes = 1 << 20; // a rank's slot; slots and result of four ranks stay in a last-level cache
constexpr int kSpins = 200;             // before sleeping: more does not help when ranks outnumber cores
constexpr long kSliceNanoseconds = 20'000'000; // sleeps end this often to look at the deadline and at abort()
constexpr size_t kLineElements = 16;    // parts start at cache lines

void relax() {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  asm volatile("yield");
#endif
}

std::string failed(const char* what) { return std::string(what) + ": " + std::strerror(errno); }

template <typename T>
void add(T* __restrict result, const T* __restrict a, const T* __restrict b, size_t count) {
  for (size_t i = 0; i < count; i++) {
    result[i] = a[i] + b[i];
  }
}

template <typename T>
void accumulate(T* __restrict result, const T* __restrict a, size_t count) {
  for (size_t i = 0; i < count; i++) {
    result[i] += a[i];
  }
}

size_t partStart(size_t count, int part, int parts) {
  auto lines = (count + kLineElements - 1) / kLineElements;
  auto start = lines * part / parts * kLineElements;
  return start < count ? start : count;
}

} // namespace

// One writer, many sleepers. Each on its own cache line.
struct alignas(64) SharedGroup::Counter {
  std::atomic<uint32_t> value;
  std::atomic<uint32_t> sleepers;
};

struct SharedGroup::Header {
  std::atomic<uint64_t> token;
  Counter copied[kMaxRanks];  // blocks that a rank has put into its slot
  Counter reduced[kMaxRanks]; // blocks of which a rank has reduced its part
  // A rank's current operation, for the others to compare: a mismatch would otherwise be a wrong sum or a hang.
  struct alignas(64) Call {
    int32_t kind;
    int32_t root;
    uint64_t bytes;
  } calls[2][kMaxRanks];
};

SharedGroup::SharedGroup(int fd, int rank, int size) : fd_(fd), rank_(rank), size_(size) {
  auto header = (sizeof(Header) + 4095) / 4096 * 4096;
  bytes_ = header + 2 * (size + 1) * kBlockBytes;
  struct stat state;
  if ((rank == 0 && ftruncate(fd, bytes_) != 0) || fstat(fd, &state) != 0 || static_cast<size_t>(state.st_size) != bytes_) {
    auto text = failed("the shared memory cannot be sized");
    close(fd);
    throw Failure(Fault::kOther, -1, text);
  }
  auto memory = mmap(nullptr, bytes_, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  if (memory == MAP_FAILED) {
    auto text = failed("the shared memory cannot be mapped");
    close(fd);
    throw Failure(Fault::kOther, -1, text);
  }
  header_ = static_cast<Header*>(memory);
  memory_ = static_cast<char*>(memory) + header;
}

SharedGroup::~SharedGroup() {
  munmap(header_, bytes_);
  closeDescriptor();
}

std::unique_ptr<SharedGroup> SharedGroup::create(int rank, int size, uint64_t token) {
  auto fd = memfd_create("jsigan-collective", MFD_CLOEXEC);
  if (fd < 0) {
    throw Failure(Fault::kOther, -1, failed("memfd_create"));
  }
  std::unique_ptr<SharedGroup> group(new SharedGroup(fd, rank, size));
  group->header_->token = token;
  return group;
}

std::unique_ptr<SharedGroup> SharedGroup::open(const std::string& path, int rank, int size, uint64_t token) {
  auto fd = ::open(path.c_str(), O_RDWR | O_CLOEXEC);
  if (fd < 0) {
    throw Failure(Fault::kOther, -1, failed(path.c_str()));
  }
  std::unique_ptr<SharedGroup> group(new SharedGroup(fd, rank, size));
  if (group->header_->token != token) {
    throw Failure(Fault::kOther, -1, path + " is not the memory of this group");
  }
  group->closeDescriptor();
  return group;
}

std::string SharedGroup::path() const { return "/proc/" + std::to_string(getpid()) + "/fd/" + std::to_string(fd_); }

void SharedGroup::closeDescriptor() {
  if (fd_ >= 0) {
    close(fd_);
    fd_ = -1;
  }
}

// Slot `size_` is the common result.
char* SharedGroup::slot(int rank, uint32_t block) const { return memory_ + (2 * rank + (block & 1)) * kBlockBytes; }

void SharedGroup::advance(Counter& counter) {
  counter.value.fetch_add(1);
  if (counter.sleepers.load() != 0) {
    syscall(SYS_futex, &counter.value, FUTEX_WAKE, INT_MAX, nullptr, nullptr, 0);
  }
}

void SharedGroup::awaitOne(Counter& counter, int peer, uint32_t target, Clock::time_point deadline) {
  auto reached = [&] { return static_cast<int32_t>(counter.value.load(std::memory_order_acquire) - target) >= 0; };
  for (auto spin = 0; spin < kSpins; spin++) {
    if (reached()) {
      return;
    }
    relax();
  }
  while (!reached()) {
    if (aborted_) {
      throw Failure(Fault::kAborted, -1, "aborted");
    }
    if (Clock::now() >= deadline) {
      throw Failure(Fault::kTimeout, peer, "timed out");
    }
    counter.sleepers.fetch_add(1);
    auto seen = counter.value.load();
    if (static_cast<int32_t>(seen - target) < 0) {
      timespec slice{0, kSliceNanoseconds};
      syscall(SYS_futex, &counter.value, FUTEX_WAIT, seen, &slice, nullptr, 0);
    }
    counter.sleepers.fetch_sub(1);
  }
}

void SharedGroup::await(Counter* counters, uint32_t target, Clock::time_point deadline) {
  for (auto peer = 0; peer < size_; peer++) {
    if (peer != rank_) {
      awaitOne(counters[peer], peer, target, deadline);
    }
  }
}

// Every operation opens with an empty block, in which the ranks compare their operations.
void SharedGroup::announce(int kind, uint64_t bytes, int root, Clock::time_point deadline) {
  if (aborted_) {
    throw Failure(Fault::kAborted, -1, "aborted");
  }
  auto& calls = header_->calls[block_ & 1];
  auto& own = calls[rank_];
  own.kind = kind;
  own.root = root;
  own.bytes = bytes;
  advance(header_->copied[rank_]);
  block_++;
  await(header_->copied, block_, deadline);
  for (auto peer = 0; peer < size_; peer++) {
    auto& other = calls[peer];
    if (other.kind != kind || other.root != root || other.bytes != bytes) {
      static const char* const kKinds[] = {"a barrier", "a broadcast", "an all-reduce of float32", "an all-reduce of float64"};
      auto describe = [](int32_t what, uint64_t size, int32_t from) {
        return std::string(kKinds[what & 3]) + " of " + std::to_string(size) + " bytes (root " + std::to_string(from) + ")";
      };
      throw Failure(Fault::kOther, peer,
          "the ranks disagree: this one does " + describe(kind, bytes, root) + ", rank " + std::to_string(peer) + " does " +
              describe(other.kind, other.bytes, other.root));
    }
  }
  advance(header_->reduced[rank_]);
}

template <typename T>
void SharedGroup::reduce(T* data, size_t count, Clock::time_point deadline) {
  constexpr size_t kBlock = kBlockBytes / sizeof(T);
  auto blocks = (count + kBlock - 1) / kBlock;
  auto first = block_;
  auto length = [&](size_t k) { return k + 1 < blocks ? kBlock : count - k * kBlock; };
  auto copyIn = [&](size_t k) {
    auto own = partStart(length(k), rank_, size_);
    auto next = partStart(length(k), rank_ + 1, size_);
    auto target = reinterpret_cast<T*>(slot(rank_, first + k));
    auto source = data + k * kBlock;
    std::memcpy(target, source, own * sizeof(T)); // its own part a rank reads from its data
    std::memcpy(target + next, source + next, (length(k) - next) * sizeof(T));
    advance(header_->copied[rank_]);
  };

  copyIn(0);
  for (size_t k = 0; k < blocks; k++) {
    if (k + 1 < blocks) {
      copyIn(k + 1); // into the slot that the others read last in block k - 1, which they have reduced
    }
    auto block = first + static_cast<uint32_t>(k);
    auto start = partStart(length(k), rank_, size_);
    auto part = partStart(length(k), rank_ + 1, size_) - start;
    auto values = data + k * kBlock;
    auto result = reinterpret_cast<T*>(slot(size_, block));
    auto of = [&](int rank) { return rank == rank_ ? values + start : reinterpret_cast<T*>(slot(rank, block)) + start; };

    await(header_->copied, block + 1, deadline);
    add(result + start, of(0), of(1), part);
    for (auto rank = 2; rank < size_; rank++) {
      accumulate(result + start, of(rank), part);
    }
    advance(header_->reduced[rank_]);
    std::memcpy(values + start, result + start, part * sizeof(T));

    for (auto step = 1; step < size_; step++) {
      auto peer = (rank_ + step) % size_;
      awaitOne(header_->reduced[peer], peer, block + 1, deadline);
      auto from = partStart(length(k), peer, size_);
      std::memcpy(values + from, result + from, (partStart(length(k), peer + 1, size_) - from) * sizeof(T));
    }
    block_++;
  }
}

void SharedGroup::allReduceSum(void* data, size_t count, Element element, Clock::time_point deadline) {
  auto wide = element == Element::kFloat64;
  announce(wide ? 3 : 2, count * (wide ? sizeof(double) : sizeof(float)), -1, deadline);
  if (wide) {
    reduce(static_cast<double*>(data), count, deadline);
  } else {
    reduce(static_cast<float*>(data), count, deadline);
  }
}

void SharedGroup::broadcast(void* data, size_t bytes, int root, Clock::time_point deadline) {
  announce(1, bytes, root, deadline);
  auto bytesLeft = bytes;
  auto at = static_cast<char*>(data);
  while (bytesLeft > 0) {
    auto length = bytesLeft < kBlockBytes ? bytesLeft : kBlockBytes;
    if (rank_ == root) {
      await(header_->reduced, block_ - 1, deadline); // the slot's last content has been read by all
      std::memcpy(slot(root, block_), at, length);
    }
    advance(header_->copied[rank_]);
    if (rank_ != root) {
      awaitOne(header_->copied[root], root, block_ + 1, deadline);
      std::memcpy(at, slot(root, block_), length);
    }
    advance(header_->reduced[rank_]);
    block_++;
    at += length;
    bytesLeft -= length;
  }
  await(header_->reduced, block_, deadline);
}

void SharedGroup::barrier(Clock::time_point deadline) { announce(0, 0, -1, deadline); }

void SharedGroup::abort() {
  aborted_ = true;
  for (auto peer = 0; peer < size_; peer++) {
    syscall(SYS_futex, &header_->copied[peer].value, FUTEX_WAKE, INT_MAX, nullptr, nullptr, 0);
    syscall(SYS_futex, &header_->reduced[peer].value, FUTEX_WAKE, INT_MAX, nullptr, nullptr, 0);
  }
}

} // namespace jsigan
