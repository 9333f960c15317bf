using System.Collections.Immutable;
using SmallMatters.Domain.Language;

namespace SmallMatters.Domain.Services;

/// <summary>
/// A bundle (一件事): a service of the catalogue that is made of others, so that one form asks for all of them and one answer
/// comes back.
/// </summary>
public static class Bundle
{
    /// <summary>It has at least so many parts.</summary>
    public const int Fewest = 2;

    /// <summary>It has at most so many parts, which is as many as a matter may have open.</summary>
    public const int Most = 12;

    private static readonly char[] Separators = ['、', '；', ';', '，', ',', '。', '\n'];
    private static readonly string[] Nothing = ["不用", "无", "不需要", "nothing", "none"];

    /// <summary>Why those services make no bundle; null when they do, or when there is none and it is a service of its own.</summary>
    public static Refusal? Check(ImmutableArray<ServiceItem> parts) =>
        parts.IsEmpty ? null
        : parts.Length is < Fewest or > Most
            ? Refusal.Of(
                "bundle-size",
                $"一件事由 {Fewest} 到 {Most} 项服务组成。",
                $"A bundle has {Fewest} to {Most} services.",
                nameof(KeepService.Parts)
            )
        : parts.Any(p => p is not ServiceItem.Offered || p.File.Sheet.IsBundle())
            ? Refusal.Of(
                "bundle-part",
                "一件事只能由正在办理的单项服务组成。",
                "A bundle is made of services that are offered and are no bundles themselves.",
                nameof(KeepService.Parts)
            )
        : null;

    /// <summary>What to bring for all of them, in one language, each paper once and in the order in which it is first asked for.</summary>
    /// <param name="papers">What each says, papers separated by commas, semicolons, full stops or new lines.</param>
    public static IReadOnlyList<string> PapersOnce(IEnumerable<string> papers) =>
        [
            .. papers
                .SelectMany(p => p.Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
                .Where(p => !Nothing.Contains(p.TrimEnd('.'), StringComparer.OrdinalIgnoreCase))
                .Distinct(StringComparer.OrdinalIgnoreCase),
        ];
}
