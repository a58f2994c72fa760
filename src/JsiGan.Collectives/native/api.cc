// The C ABI that JsiGan.Collectives calls (Native/NativeMethods.cs). No exception crosses it: every call fills an Outcome.
#include <cstdio>
#include <cstring>
#include <memory>
#include <vector>

#include <gloo/common/error.h>

#include "gloo_group.h"
#include "shared_group.h"

namespace {

using namespace jsigan;

struct Outcome {
  int32_t fault;
  int32_t peer;
  char text[504];
};

void fill(Outcome* outcome, Fault fault, int peer, const char* text) {
  outcome->fault = static_cast<int32_t>(fault);
  outcome->peer = peer;
  std::snprintf(outcome->text, sizeof(outcome->text), "%s", text);
}

template <typename Call>
void guarded(Outcome* outcome, Call call) {
  try {
    fill(outcome, Fault::kNone, -1, "");
    call();
  } catch (const Failure& failure) {
    fill(outcome, failure.fault, failure.peer, failure.what());
  } catch (const std::exception& fault) {
    fill(outcome, Fault::kOther, -1, fault.what());
  }
}

Clock::time_point after(int64_t milliseconds) { return Clock::now() + std::chrono::milliseconds(milliseconds); }

} // namespace

#define JSIGAN_API extern "C" __attribute__((visibility("default")))

JSIGAN_API Group* jsigan_gloo_open(const char* address, int32_t rank, int32_t size, Outcome* outcome) {
  Group* group = nullptr;
  guarded(outcome, [&] { group = new GlooGroup(address, rank, size); });
  return group;
}

// Writes the address for `peer` and returns its length, at most `capacity`.
JSIGAN_API int32_t jsigan_gloo_address(Group* group, int32_t peer, uint8_t* bytes, int32_t capacity, Outcome* outcome) {
  int32_t length = 0;
  guarded(outcome, [&] {
    auto address = static_cast<GlooGroup*>(group)->address(peer);
    if (static_cast<size_t>(capacity) < address.size()) {
      throw Failure(Fault::kOther, peer, "an address has " + std::to_string(address.size()) + " bytes, more than the buffer");
    }
    std::memcpy(bytes, address.data(), address.size());
    length = static_cast<int32_t>(address.size());
  });
  return length;
}

// `addresses`: the peers' addresses by rank, one after the other; lengths[rank] is 0 for this rank.
JSIGAN_API void jsigan_gloo_connect(Group* group, const uint8_t* addresses, const int32_t* lengths, int32_t size, int64_t limit,
                                    Outcome* outcome) {
  guarded(outcome, [&] {
    std::vector<std::vector<char>> each;
    for (auto rank = 0; rank < size; rank++) {
      each.emplace_back(addresses, addresses + lengths[rank]);
      addresses += lengths[rank];
    }
    static_cast<GlooGroup*>(group)->connect(each, std::chrono::milliseconds(limit));
  });
}

JSIGAN_API Group* jsigan_shared_create(int32_t rank, int32_t size, uint64_t token, Outcome* outcome) {
  Group* group = nullptr;
  guarded(outcome, [&] { group = SharedGroup::create(rank, size, token).release(); });
  return group;
}

JSIGAN_API Group* jsigan_shared_open(const char* path, int32_t rank, int32_t size, uint64_t token, Outcome* outcome) {
  Group* group = nullptr;
  guarded(outcome, [&] { group = SharedGroup::open(path, rank, size, token).release(); });
  return group;
}

JSIGAN_API void jsigan_shared_path(Group* group, char* text, int32_t capacity) {
  std::snprintf(text, capacity, "%s", static_cast<SharedGroup*>(group)->path().c_str());
}

JSIGAN_API void jsigan_shared_close_descriptor(Group* group) { static_cast<SharedGroup*>(group)->closeDescriptor(); }

JSIGAN_API void jsigan_all_reduce_sum(Group* group, void* data, int64_t count, int32_t element, int64_t limit, Outcome* outcome) {
  guarded(outcome, [&] { group->allReduceSum(data, count, static_cast<Element>(element), after(limit)); });
}

JSIGAN_API void jsigan_broadcast(Group* group, void* data, int64_t bytes, int32_t root, int64_t limit, Outcome* outcome) {
  guarded(outcome, [&] { group->broadcast(data, bytes, root, after(limit)); });
}

JSIGAN_API void jsigan_barrier(Group* group, int64_t limit, Outcome* outcome) {
  guarded(outcome, [&] { group->barrier(after(limit)); });
}

JSIGAN_API void jsigan_abort(Group* group) { group->abort(); }

JSIGAN_API void jsigan_close(Group* group) { delete group; }
