using System.CommandLine;
using JsiGan.Runtime.Tests.Fleet;

// The processes of DependentProcessTests: `parent` starts children from threads that end, `child` answers until it is killed.
return new RootCommand { ParentProgram.Command(), ChildProgram.Command() }.Parse(args).Invoke();
