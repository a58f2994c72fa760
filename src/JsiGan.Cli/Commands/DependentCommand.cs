using JsiGan.Runtime.Fleet;

namespace JsiGan.Cli.Commands;

/// <summary>Hidden commands that another process of this program starts (<see cref="DependentProcess"/>).</summary>
public static class DependentCommand
{
    /// <summary>Sets the action of a command whose process dies with its parent. Actions start on the main thread.</summary>
    /// <param name="command">The command; the parent's id is added to its options.</param>
    /// <param name="action">Returns the exit code.</param>
    public static void SetDependentAction(this Command command, Func<ParseResult, Task<int>> action)
    {
        var parent = new Option<int>(DependentProcess.ParentOption) { Required = true };
        command.Options.Add(parent);
        command.SetAction((parsed, _) =>
        {
            DependentProcess.DieWithParent(parsed.GetValue(parent));
            return action(parsed);
        });
    }
}
