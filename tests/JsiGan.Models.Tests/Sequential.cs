// libtorch's random generator and thread count are process-wide: tests that set them must not overlap.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
