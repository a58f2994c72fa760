namespace JsiGan.Integration.Tests.Recovery;

/// <summary>Tests whose worker processes need the machine's cores run sequentially.</summary>
[CollectionDefinition("processes", DisableParallelization = true)]
public sealed class ProcessCollection;
