using SmallMatters.Domain.Language;
using SmallMatters.Web.Open311.Wire;

namespace SmallMatters.Web.Open311;

/// <summary>An answer before it is spelled in a format.</summary>
internal sealed record Reply(int Status, Action<WireWriter> Write)
{
    public static Reply List<T>(string list, string item, IEnumerable<T> items, Action<WireWriter, T> write, int status = 200) =>
        new(status, wire => wire.Answer(list, item, items, write));

    public static Reply One<T>(string name, T value, Action<WireWriter, T> write) =>
        new(200, wire => wire.Answer(name, value, write));

    /// <summary>The standard's error body.</summary>
    public static Reply Error(int status, Tongue tongue, params IReadOnlyList<Bilingual> mistakes) =>
        new(
            status,
            wire => wire.Answer("errors", "error", mistakes.Select(m => new Mistake(status, m.In(tongue))), Mistake.Write)
        );

    public static Reply Error(int status, Tongue tongue, string zh, string en) => Error(status, tongue, new Bilingual(zh, en));
}
