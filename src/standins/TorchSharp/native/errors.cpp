#include "shim.h"

#include <string>

namespace {
thread_local std::string message;
thread_local std::string handed_out;
thread_local bool pending = false;
}  // namespace

void shim::remember_exception() noexcept {
  try {
    throw;
  } catch (const c10::Error& error) {
    message = error.what_without_backtrace();
  } catch (const std::exception& error) {
    message = error.what();
  } catch (...) {
    message = "libtorch threw something that is no std::exception";
  }
  pending = true;
}

// The message of this thread's last failure, or null; valid until the next call, and given only once.
TS_API const char* ts_last_error() {
  if (!pending) return nullptr;
  pending = false;
  handed_out = std::move(message);
  return handed_out.c_str();
}
