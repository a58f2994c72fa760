using JsiGan.Protocol.Events;
using JsiGan.Runtime.Events;
using JsiGan.Runtime.Files;
using JsiGan.Runtime.Observers;

namespace JsiGan.Runtime.Logging;

/// <summary>Logs the events of a run, to a file in its folder from the moment that the folder is known.</summary>
public static class LogSetup
{
    public static IDisposable Log(this RunEventStream events, RunLogging logging)
    {
        var observer = new LogObserver(logging.Factory.CreateLogger("JsiGan.Run"));
        return events.Subscribe(new RunObserver(happened =>
        {
            if (happened is RunOpened opened)
                logging.AddFile(new RunFolder(opened.Folder).Log);

            observer.OnEvent(happened);
        }));
    }
}
