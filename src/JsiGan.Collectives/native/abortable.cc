#include "abortable.h"

#include <gloo/common/error.h>

namespace jsigan {

namespace {

class AbortableBuffer final : public gloo::transport::UnboundBuffer {
 public:
  AbortableBuffer(std::unique_ptr<gloo::transport::UnboundBuffer> inner, std::shared_ptr<Waits> waits)
      : UnboundBuffer(inner->ptr, inner->size), inner_(std::move(inner)), waits_(std::move(waits)) {
    waits_->add(inner_.get());
  }

  ~AbortableBuffer() override { waits_->remove(inner_.get()); }

  bool waitRecv(int* rank, std::chrono::milliseconds) override {
    return wait(source_, [&](auto limit) { return inner_->waitRecv(rank, limit); });
  }

  bool waitSend(int* rank, std::chrono::milliseconds) override {
    return wait(destination_, [&](auto limit) { return inner_->waitSend(rank, limit); });
  }

  void abortWaitRecv() override { inner_->abortWaitRecv(); }
  void abortWaitSend() override { inner_->abortWaitSend(); }

  void send(int peer, uint64_t slot, size_t offset, size_t bytes) override {
    waits_->throwIfAborted();
    destination_ = peer;
    guard(peer, [&] { inner_->send(peer, slot, offset, bytes); });
  }

  void recv(int peer, uint64_t slot, size_t offset, size_t bytes) override {
    waits_->throwIfAborted();
    source_ = peer;
    guard(peer, [&] { inner_->recv(peer, slot, offset, bytes); });
  }

  void recv(std::vector<int> peers, uint64_t slot, size_t offset, size_t bytes) override {
    waits_->throwIfAborted();
    source_ = -1;
    guard(-1, [&] { inner_->recv(std::move(peers), slot, offset, bytes); });
  }

 private:
  // Gloo's algorithms ignore an aborted wait and would continue with missing data: an exception ends them.
  template <typename Wait>
  bool wait(int peer, Wait inner) {
    waits_->throwIfAborted();
    auto left = std::chrono::ceil<std::chrono::milliseconds>(waits_->deadline() - Clock::now());
    auto done = false;
    guard(peer, [&] { done = left.count() > 0 && inner(left); });
    waits_->throwIfAborted();
    if (!done) {
      throw Failure(Fault::kTimeout, peer, "timed out");
    }
    return true;
  }

  // Gloo throws the same type for a lost connection and a timeout: the clock distinguishes them.
  template <typename Call>
  void guard(int peer, Call call) {
    try {
      call();
    } catch (const gloo::Exception& fault) {
      waits_->throwIfAborted();
      auto late = Clock::now() >= waits_->deadline();
      throw Failure(late ? Fault::kTimeout : Fault::kPeer, peer, late ? "timed out" : fault.what());
    }
  }

  std::unique_ptr<gloo::transport::UnboundBuffer> inner_;
  std::shared_ptr<Waits> waits_;
  int source_ = -1;
  int destination_ = -1;
};

} // namespace

void Waits::add(gloo::transport::UnboundBuffer* buffer) {
  std::lock_guard<std::mutex> lock(mutex_);
  buffers_.insert(buffer);
}

void Waits::remove(gloo::transport::UnboundBuffer* buffer) {
  std::lock_guard<std::mutex> lock(mutex_);
  buffers_.erase(buffer);
}

void Waits::abort() {
  std::lock_guard<std::mutex> lock(mutex_);
  aborted_ = true;
  for (auto buffer : buffers_) {
    buffer->abortWaitRecv();
    buffer->abortWaitSend();
  }
}

void Waits::throwIfAborted() const {
  if (aborted_) {
    throw Failure(Fault::kAborted, -1, "aborted");
  }
}

AbortableContext::AbortableContext(std::shared_ptr<gloo::transport::Context> inner, std::shared_ptr<Waits> waits)
    : Context(inner->rank, inner->size), inner_(std::move(inner)), waits_(std::move(waits)) {}

std::unique_ptr<gloo::transport::UnboundBuffer> AbortableContext::createUnboundBuffer(void* data, size_t bytes) {
  return std::make_unique<AbortableBuffer>(inner_->createUnboundBuffer(data, bytes), waits_);
}

} // namespace jsigan
