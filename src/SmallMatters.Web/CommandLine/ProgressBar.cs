using System.Diagnostics;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace SmallMatters.Web.CommandLine;

/// <summary>
/// Shows on standard error how far long work has come and how fast it goes: a bar where a person looks on, a line every ten
/// seconds where the output goes to a file.
/// </summary>
internal static class ProgressBar
{
    /// <summary>Runs the work.</summary>
    /// <param name="what">What is being done, in both languages.</param>
    /// <param name="total">How many there are, or 0 when nobody knows.</param>
    /// <param name="work">The work; it reports how many are done.</param>
    public static async Task<T> RunAsync<T>(string what, long total, Func<IProgress<int>, Task<T>> work)
    {
        if (Console.IsErrorRedirected)
        {
            return await work(new Lines(what, total));
        }
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return await console
            .Progress()
            .Columns(
                new TaskDescriptionColumn(),
                new ProgressBarColumn(),
                new PercentageColumn(),
                new RateColumn(),
                new RemainingTimeColumn()
            )
            .StartAsync(context => work(new Bar(context.AddTask(what, maxValue: Math.Max(total, 1)), total == 0)));
    }

    private sealed class Bar : IProgress<int>
    {
        private readonly ProgressTask _task;

        public Bar(ProgressTask task, bool endless) => (_task, task.IsIndeterminate) = (task, endless);

        public void Report(int value) => _task.Value = value;
    }

    private sealed class RateColumn : ProgressColumn
    {
        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
            new Text(
                task.ElapsedTime is { TotalSeconds: > 0 } elapsed
                    ? $"{task.Value:N0} ({task.Value / elapsed.TotalSeconds:N0}/s)"
                    : ""
            );
    }

    private sealed class Lines(string what, long total) : IProgress<int>
    {
        private readonly long _began = Stopwatch.GetTimestamp();
        private long _told = Stopwatch.GetTimestamp();

        public void Report(int value)
        {
            if (Stopwatch.GetElapsedTime(_told) < TimeSpan.FromSeconds(10))
            {
                return;
            }
            _told = Stopwatch.GetTimestamp();
            var of = total == 0 ? "" : $" / {total:N0}";
            Console.Error.WriteLine($"{what} {value:N0}{of} ({value / Stopwatch.GetElapsedTime(_began).TotalSeconds:N0}/s)");
        }
    }
}
