namespace Akka.Actor;

public static class PipeToSupport
{
    /// <summary>Sends a task's result to an actor, or its fault as <see cref="Status.Failure"/>.</summary>
    public static async Task PipeTo<T>(this Task<T> taskToPipe, ICanTell recipient, IActorRef? sender = null,
        Func<T, object>? success = null, Func<Exception, object>? failure = null)
    {
        object message;
        try
        {
            var result = await taskToPipe.ConfigureAwait(false);
            message = success is null ? result! : success(result);
        }
        catch (Exception fault)
        {
            message = failure is null ? new Status.Failure(fault) : failure(fault);
        }
        recipient.Tell(message, sender ?? ActorRefs.NoSender);
    }
}
