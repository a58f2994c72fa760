using Akka.Event;

namespace Akka.Actor.Cells;

// Birth, faults, new starts and the end.
internal sealed partial class ActorCell
{
    private enum State { Unborn, Running, Failed, Restarting, Stopping, Ended }

    private State _state = State.Unborn;
    private Exception? _cause;
    private object? _failedOn;

    public void Invoke(SystemMessage message) => Enter(() =>
    {
        try
        {
            Obey(message);
        }
        catch (Exception cause)
        {
            Fail(cause);
        }
    });

    private void Obey(SystemMessage message)
    {
        switch (message)
        {
            case SystemMessage.Create when _state == State.Unborn: Begin(actor => actor.OnStart()); break;
            case SystemMessage.Stop when _state < State.Stopping: BeginStop(); break;
            case SystemMessage.Resume when _state == State.Failed: Run(); break;
            case SystemMessage.Restart restart when _state == State.Failed: BeginRestart(restart.Cause); break;
            case SystemMessage.ChildFailed failed: Supervise(failed.Child, failed.Cause); break;
            case SystemMessage.ChildEnded ended: Bury(ended.Child); break;
            case SystemMessage.AddWatcher watcher: AddWatcher(watcher.Watcher); break;
            case SystemMessage.RemoveWatcher watcher: _watchers.Remove(watcher.Watcher); break;
            case SystemMessage.WatchedEnded ended: Hear(ended); break;
        }
    }

    private void Begin(Action<ActorBase> start)
    {
        try
        {
            _actor = NewActor();
            start(_actor);
        }
        catch (Exception cause)
        {
            throw new ActorInitializationException($"{Self.Path} could not be made: {cause.Message}", cause);
        }
        Run();
    }

    private ActorBase NewActor()
    {
        var actor = _props.NewActor();
        if (actor is IWithTimers timed)
            timed.Timers = _timers;
        if (actor is IWithStash stashing)
            stashing.Stash = _stash;
        return actor;
    }

    private void Run()
    {
        _state = State.Running;
        _mailbox.Suspend(false);
    }

    private void Fail(Exception cause)
    {
        if (_state >= State.Stopping)
            return;
        _failedOn = CurrentEnvelope.Message;
        _state = State.Failed;
        _mailbox.Suspend(true);
        System.Log.Error(cause, "{0}: {1}", Self.Path, cause.Message);
        if (_parent is null)
            BeginStop();
        else
            _parent.Post(new SystemMessage.ChildFailed(this, cause));
    }

    private void Supervise(ActorCell child, Exception cause)
    {
        switch (_actor?.Strategy.Decide(cause) ?? Directive.Stop)
        {
            case Directive.Resume: child.Post(new SystemMessage.Resume()); break;
            case Directive.Restart: child.Post(new SystemMessage.Restart(cause)); break;
            case Directive.Stop: child.Post(new SystemMessage.Stop()); break;
            case Directive.Escalate: Fail(cause); break;
        }
    }

    private void BeginRestart(Exception cause)
    {
        (_state, _cause) = (State.Restarting, cause);
        _timers.CancelAll();
        try
        {
            _actor?.OnRestarting(cause, _failedOn);
        }
        catch (Exception second)
        {
            System.Log.Error(second, "{0} failed again while it was to start anew: {1}", Self.Path, second.Message);
        }
        _stash.UnstashAll();
        FinishWhenChildless();
    }

    private void BeginStop()
    {
        _state = State.Stopping;
        _timers.CancelAll();
        StopChildren();
        FinishWhenChildless();
    }

    private void FinishWhenChildless()
    {
        if (!_children.IsEmpty)
            return;
        if (_state == State.Restarting)
            Restart();
        else if (_state == State.Stopping)
            End();
    }

    private void Restart()
    {
        var cause = _cause!;
        (_cause, _failedOn) = (null, null);
        Begin(actor => actor.OnRestarted(cause));
    }

    private void End()
    {
        try
        {
            _actor?.OnStop();
        }
        catch (Exception cause)
        {
            System.Log.Error(cause, "{0} failed while it ended: {1}", Self.Path, cause.Message);
        }
        _state = State.Ended;
        _actor = null;
        _mailbox.Close();
        TellOfTheEnd();
        _parent?.Post(new SystemMessage.ChildEnded(this));
        _ended.TrySetResult();
    }
}
