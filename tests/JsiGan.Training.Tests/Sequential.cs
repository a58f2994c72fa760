// The library's random generator and its number of threads belong to the process: tests that set them must not overlap.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
