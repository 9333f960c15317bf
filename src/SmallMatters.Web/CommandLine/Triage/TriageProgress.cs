using Spectre.Console;

namespace SmallMatters.Web.CommandLine.Triage;

/// <summary>A progress bar on standard error where a person looks at it; nothing where the output goes to a file or a program.</summary>
internal static class TriageProgress
{
    public static T Run<T>(Func<IProgress<double>?, T> work)
    {
        if (Console.IsErrorRedirected)
        {
            return work(null);
        }
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return console.Progress().AutoClear(true).Start(context => work(new Bar(context.AddTask("学习 learning", maxValue: 1))));
    }

    private sealed class Bar(ProgressTask task) : IProgress<double>
    {
        public void Report(double value) => task.Value = value;
    }
}
