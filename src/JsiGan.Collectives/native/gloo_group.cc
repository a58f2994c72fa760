#include "gloo_group.h"

#include <cstdlib>

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <gloo/allreduce.h>
#include <gloo/barrier.h>
#include <gloo/broadcast.h>
#include <gloo/common/error.h>
#include <gloo/transport/tcp/device.h>

namespace jsigan {

namespace {

// Four times Gloo's default: each segment wakes a thread at either end, which costs more than the cache saves.
constexpr size_t kSegmentBytes = 4 << 20;

template <typename T>
void sum(void* result, const void* a, const void* b, size_t count) {
  auto out = static_cast<T*>(result);
  auto x = static_cast<const T*>(a);
  auto y = static_cast<const T*>(b);
  for (size_t i = 0; i < count; i++) {
    out[i] = x[i] + y[i];
  }
}

// Gloo's sockets would be inherited by every program that this process starts (ffmpeg), which would keep the connections open after this
// process was killed: the peers would wait for it. All sockets are marked, for Gloo does not show its own; no other needs to be inherited.
void keepSocketsFromChildren() {
  auto folder = opendir("/proc/self/fd");
  if (folder == nullptr) {
    return;
  }
  while (auto entry = readdir(folder)) {
    auto fd = std::atoi(entry->d_name);
    struct stat state;
    if (fd > STDERR_FILENO && fstat(fd, &state) == 0 && S_ISSOCK(state.st_mode)) {
      fcntl(fd, F_SETFD, fcntl(fd, F_GETFD) | FD_CLOEXEC);
    }
  }
  closedir(folder);
}

} // namespace

// gloo::Context is made to be filled by a rendezvous; ours is the address exchange of the C ABI's caller.
class GlooGroup::Mesh final : public gloo::Context {
 public:
  Mesh(std::shared_ptr<gloo::transport::Device> device, std::shared_ptr<gloo::transport::Context> transport)
      : Context(transport->rank, transport->size) {
    device_ = std::move(device);
    transportContext_ = std::move(transport);
  }
};

GlooGroup::GlooGroup(const std::string& address, int rank, int size) : waits_(std::make_shared<Waits>()) {
  auto device = gloo::transport::tcp::CreateDevice(address.c_str());
  transport_ = device->createContext(rank, size);
  // Bounds only connecting: operations have their own deadlines.
  transport_->setTimeout(std::chrono::seconds(30));
  for (auto peer = 0; peer < size; peer++) {
    if (peer != rank) {
      transport_->createPair(peer);
    }
  }
  keepSocketsFromChildren();
  mesh_ = std::make_shared<Mesh>(std::move(device), std::make_shared<AbortableContext>(transport_, waits_));
}

GlooGroup::~GlooGroup() {
  for (auto peer = 0; peer < transport_->size; peer++) {
    auto& pair = transport_->getPair(peer);
    if (pair) {
      pair->close();
    }
  }
}

std::vector<char> GlooGroup::address(int peer) const {
  return transport_->getPair(peer)->address().bytes();
}

void GlooGroup::connect(const std::vector<std::vector<char>>& addresses, std::chrono::milliseconds limit) {
  transport_->setTimeout(limit);
  for (auto peer = 0; peer < transport_->size; peer++) {
    if (peer == transport_->rank) {
      continue;
    }
    try {
      transport_->getPair(peer)->connect(addresses[peer]);
    } catch (const gloo::Exception& fault) {
      throw Failure(Fault::kPeer, peer, fault.what());
    }
  }
  keepSocketsFromChildren();
}

void GlooGroup::allReduceSum(void* data, size_t count, Element element, Clock::time_point deadline) {
  waits_->begin(deadline);
  gloo::AllreduceOptions options(mesh_);
  options.setTag(++tag_);
  options.setAlgorithm(gloo::AllreduceOptions::Algorithm::RING);
  options.setMaxSegmentSize(kSegmentBytes);
  if (element == Element::kFloat64) {
    options.setOutput(static_cast<double*>(data), count);
    options.setReduceFunction(sum<double>);
  } else {
    options.setOutput(static_cast<float*>(data), count);
    options.setReduceFunction(sum<float>);
  }
  gloo::allreduce(options);
}

void GlooGroup::broadcast(void* data, size_t bytes, int root, Clock::time_point deadline) {
  waits_->begin(deadline);
  gloo::BroadcastOptions options(mesh_);
  options.setTag(++tag_);
  options.setRoot(root);
  options.setOutput(static_cast<uint8_t*>(data), bytes);
  gloo::broadcast(options);
}

void GlooGroup::barrier(Clock::time_point deadline) {
  waits_->begin(deadline);
  gloo::BarrierOptions options(mesh_);
  options.setTag(++tag_);
  gloo::barrier(options);
}

} // namespace jsigan
