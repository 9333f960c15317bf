using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace SmallMatters.Tests.Kit;

/// <summary>Keeps every line that the product logs, with its values and its exception, for a test to read.</summary>
public sealed class WrittenLog : ILoggerProvider
{
    private readonly ConcurrentQueue<(LogLevel Level, string Line)> _lines = new();

    /// <summary>The lines so far.</summary>
    public IReadOnlyCollection<(LogLevel Level, string Line)> Lines => _lines;

    public ILogger CreateLogger(string categoryName) => new Pen(this, categoryName);

    public void Dispose() { }

    private sealed class Pen(WrittenLog log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            var values = state is IEnumerable<KeyValuePair<string, object?>> named
                ? string.Join(' ', named.Select(n => $"{n.Key}={n.Value}"))
                : "";
            log._lines.Enqueue((logLevel, $"{category}: {formatter(state, exception)} {values} {exception}"));
        }
    }
}
