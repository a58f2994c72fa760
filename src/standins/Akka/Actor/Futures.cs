namespace Akka.Actor;

/// <summary>No answer came in time.</summary>
public class AskTimeoutException(string message) : AkkaException(message);

public static class Futures
{
    /// <summary>Sends a message and waits for one answer; an answer of <see cref="Status.Failure"/> throws its cause.</summary>
    /// <exception cref="AskTimeoutException">None came within <paramref name="timeout"/>; without one it waits for ever.</exception>
    public static async Task<T> Ask<T>(this ICanTell self, object message, TimeSpan? timeout = null)
    {
        var system =
            (self as InternalRef)?.System ?? throw new ArgumentException($"{self} belongs to no actor system and cannot be asked.");
        var promise = system.Temporary();
        try
        {
            self.Tell(message, promise);
            var answer = await promise.Answer.WaitAsync(timeout ?? Timeout.InfiniteTimeSpan).ConfigureAwait(false);
            return answer switch
            {
                Status.Failure failure when typeof(T) != typeof(Status.Failure) && typeof(T) != typeof(object) => throw failure.Cause,
                T result => result,
                _ => throw new ArgumentException(
                    $"Received message of type [{answer.GetType()}] - Ask expected message of type [{typeof(T)}]"),
            };
        }
        catch (TimeoutException)
        {
            throw new AskTimeoutException($"Timeout after {timeout} seconds");
        }
        finally
        {
            system.Forget(promise);
        }
    }

    public static Task<object> Ask(this ICanTell self, object message, TimeSpan? timeout = null) => self.Ask<object>(message, timeout);
}
