using System.Reflection;
using Microsoft.AspNetCore.Razor.Hosting;
using SmallMatters.Journeys.People;

namespace SmallMatters.Journeys.Examined;

/// <summary>
/// The pages that the program has, found in its own assembly: a new page is examined without being listed here, and one with a
/// new sort of address fails until it is said what to open.
/// </summary>
internal static class Pages
{
    /// <summary>The second step of signing in; it shows itself only between the two.</summary>
    public const string SecondStep = "/sign-in/code";

    /// <summary>Addresses that are not pages to look at, and why.</summary>
    private static readonly Dictionary<string, string> NotLookedAt = new()
    {
        ["/staff/matters/{reference}/photos/{photo:guid}"] = "a picture",
        ["/staff/matters/{reference}/parts/{part:guid}/photos/{photo:guid}"] = "a picture",
        ["/staff/inbox/rows"] = "a part of the inbox",
        ["/account/unit"] = "takes a choice and leads back",
        ["/m/{link}/export"] = "a file",
        ["/d/{link}/agreement/{format}"] = "a paper",
        ["/staff/matters/{reference}/dispute/file/{paper}/{format}"] = "a paper",
        ["/staff/findings/{id}/papers/{paper}/{format}"] = "a paper",
        ["/staff/report/papers/{paper}/{format}"] = "a paper",
    };

    private static readonly IReadOnlyList<string> All =
    [
        .. typeof(Program)
            .Assembly.GetCustomAttributes<RazorCompiledItemAttribute>()
            .SelectMany(item => item.Type.GetCustomAttributes<RazorCompiledItemMetadataAttribute>())
            .Where(said => said.Key == "RouteTemplate")
            .Select(said => "/" + said.Value.TrimStart('/'))
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>What is left out although it no longer exists.</summary>
    public static IEnumerable<string> LeftOutInVain => NotLookedAt.Keys.Except(All);

    /// <summary>The pages of an audience, as they stand in the program.</summary>
    public static IEnumerable<string> Of(bool staffs) => All.Where(t => IsStaffs(t) == staffs && !NotLookedAt.ContainsKey(t));

    /// <summary>The address to open for a template.</summary>
    public static string Address(string template, Stage stage)
    {
        var address = stage
            .Found.GetValueOrDefault(template, template)
            .Replace(
                "{link}",
                template switch
                {
                    "/m/{link}/verdict" => stage.Closed.Secret,
                    "/m/{link}/lesson" => stage.Judged.Secret,
                    _ => stage.Raised.Secret,
                },
                StringComparison.Ordinal
            )
            .Replace("/parts/{part:guid}/{step}", $"/parts/{stage.Part}/tell", StringComparison.Ordinal)
            .Replace("{part:guid}", stage.Part, StringComparison.Ordinal)
            .Replace("{promise:guid}", stage.Promise, StringComparison.Ordinal)
            .Replace("{code}", "qh-heliu", StringComparison.Ordinal)
            .Replace("{subject}", "offence", StringComparison.Ordinal)
            .Replace("{id:guid}", stage.Account, StringComparison.Ordinal)
            .Replace("{status:int}", "404", StringComparison.Ordinal)
            .Replace("/cards/{id}", $"/cards/{stage.Card}", StringComparison.Ordinal)
            .Replace("/problems/{id}", $"/problems/{stage.Problem}", StringComparison.Ordinal)
            .Replace("{step}", "analyse", StringComparison.Ordinal)
            .Replace("{reference}", Needed(template, stage).Number, StringComparison.Ordinal)
            .Replace("{reference:long}", stage.HandedAway.Number, StringComparison.Ordinal);
        return address.Contains('{', StringComparison.Ordinal)
            ? throw new InvalidOperationException($"{template}: say in {nameof(Pages)} which one to open")
            : address;
    }

    private static Receipt Needed(string template, Stage stage) =>
        template switch
        {
            "/staff/reviews/{reference}" => stage.Reviewed,
            "/staff/matters/{reference}/hand-over/answer" => stage.HandedHere,
            "/staff/matters/{reference}/parts/{part:guid}" => stage.HandedHere,
            "/staff/matters/{reference}/parts/{part:guid}/{step}" => stage.HandedHere,
            "/staff/matters/{reference}/hand-over/take-back" => stage.HandedAway,
            "/staff/matters/{reference}/designate" => stage.Refused,
            "/staff/matters/{reference}/ask" => stage.Plain,
            "/staff/matters/{reference}/extend" => stage.Extendable,
            _ => stage.Raised,
        };

    private static bool IsStaffs(string template) =>
        new[] { "/staff", "/account", "/administration", "/dev/notices" }.Any(start =>
            template.StartsWith(start, StringComparison.Ordinal)
        );
}
