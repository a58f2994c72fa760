// A Gloo transport whose waits another thread can abort. Gloo's own algorithms (ring all-reduce, tree broadcast, dissemination
// barrier) run over it unchanged. Closing Gloo's pairs does not wake a thread that waits in one; ending the wait of its buffer does.
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <unordered_set>

#include <gloo/transport/context.h>
#include <gloo/transport/unbound_buffer.h>

#include "group.h"

namespace jsigan {

// The buffers of the running operation, its deadline, and whether it was aborted.
class Waits {
 public:
  void begin(Clock::time_point deadline) { deadline_ = deadline; }
  void add(gloo::transport::UnboundBuffer* buffer);
  void remove(gloo::transport::UnboundBuffer* buffer);
  void abort();
  void throwIfAborted() const;
  Clock::time_point deadline() const { return deadline_; }

 private:
  std::mutex mutex_;
  std::unordered_set<gloo::transport::UnboundBuffer*> buffers_;
  std::atomic<bool> aborted_{false};
  Clock::time_point deadline_{};
};

class AbortableContext final : public gloo::transport::Context {
 public:
  AbortableContext(std::shared_ptr<gloo::transport::Context> inner, std::shared_ptr<Waits> waits);

  std::unique_ptr<gloo::transport::Pair>& getPair(int peer) override { return inner_->getPair(peer); }
  std::unique_ptr<gloo::transport::Pair>& createPair(int peer) override { return inner_->createPair(peer); }
  std::unique_ptr<gloo::transport::UnboundBuffer> createUnboundBuffer(void* data, size_t bytes) override;

 private:
  std::shared_ptr<gloo::transport::Context> inner_;
  std::shared_ptr<Waits> waits_;
};

} // namespace jsigan
