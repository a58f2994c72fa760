using JsiGan.Protocol.Events;

namespace JsiGan.Cluster.Tests;

/// <summary>The events of a run.</summary>
internal sealed class EventJournal : Journal<IRunEvent>, IRunObserver
{
    public void OnEvent(IRunEvent happened) => Add(happened);

    /// <summary>The first event of the type that matches, and its timestamp.</summary>
    public async Task<(TEvent Event, long At)> WaitAsync<TEvent>(string phase, Func<TEvent, bool>? matches = null)
        where TEvent : class, IRunEvent
    {
        var (entry, at) = await WaitAsync(phase, happened => happened is TEvent wanted && (matches is null || matches(wanted)));
        return ((TEvent)entry, at);
    }

    /// <summary>The first generation that trains with this number of workers.</summary>
    public async Task<GenerationStarted> WaitForGenerationAsync(string phase, int workers) =>
        (await WaitAsync<GenerationStarted>(phase, started => started.Members.Count == workers)).Event;
}
