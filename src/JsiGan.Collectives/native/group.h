// The interface of every transport to the C ABI. One thread at a time runs an operation; abort() may come from any other.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>

namespace jsigan {

using Clock = std::chrono::steady_clock;

enum class Element : int { kFloat32 = 0, kFloat64 = 1, kByte = 2 };

// The values are those of JsiGan.Collectives.Native.NativeFault.
enum class Fault : int { kNone = 0, kPeer = 1, kTimeout = 2, kAborted = 3, kOther = 4 };

// Why an operation ended early; `peer` is the rank it was waiting for, -1 if unknown.
class Failure : public std::runtime_error {
 public:
  Failure(Fault fault, int peer, const std::string& text) : std::runtime_error(text), fault(fault), peer(peer) {}
  const Fault fault;
  const int peer;
};

class Group {
 public:
  virtual ~Group() = default;

  // data becomes the sum over all ranks, with the same bits on all of them.
  virtual void allReduceSum(void* data, size_t count, Element element, Clock::time_point deadline) = 0;
  virtual void broadcast(void* data, size_t bytes, int root, Clock::time_point deadline) = 0;
  virtual void barrier(Clock::time_point deadline) = 0;

  // Ends the running operation and all later ones with Fault::kAborted.
  virtual void abort() = 0;
};

} // namespace jsigan
