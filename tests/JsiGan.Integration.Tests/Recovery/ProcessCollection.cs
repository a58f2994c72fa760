namespace JsiGan.Integration.Tests.Recovery;

/// <summary>Tests whose worker processes need the machine's cores run one after the other.</summary>
[CollectionDefinition("processes", DisableParallelization = true)]
public sealed class ProcessCollection;
