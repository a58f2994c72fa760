namespace JsiGan.Protocol;

/// <summary>Marks the messages that may travel between nodes. The cluster's serializer is bound to it, and to nothing else.</summary>
public interface IProtocolMessage;
