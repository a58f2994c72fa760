using System.Runtime.InteropServices;

namespace JsiGan.Runtime.Hosting;

/// <summary>
/// Ctrl-C and SIGTERM as a request: the first one sets <see cref="Token"/> and lets the work finish its step and save; the second one ends
/// the process immediately.
/// </summary>
public sealed class Interrupt : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _registrations;

    public Interrupt()
    {
        _registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal),
        ];
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _source.Token;

    public bool Requested => _source.IsCancellationRequested;

    /// <summary>
    /// Runs work that has nothing to save. A terminal sends Ctrl-C to ffmpeg too: its failure then counts as the interrupt.
    /// </summary>
    /// <exception cref="OperationCanceledException">The work was interrupted.</exception>
    public T Guard<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (FailureException fault) when (Requested)
        {
            throw new OperationCanceledException(fault.Message, fault, Token);
        }
    }

    /// <inheritdoc cref="Guard"/>
    public async Task GuardAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (FailureException fault) when (Requested)
        {
            throw new OperationCanceledException(fault.Message, fault, Token);
        }
    }

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();

        _source.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        if (Requested)
            return;

        context.Cancel = true;
        _source.Cancel();
    }
}
