using System.Reflection;
using Microsoft.AspNetCore.Razor.Hosting;
using SmallMatters.Journeys.Running;

namespace SmallMatters.Journeys.Examined;

/// <summary>
/// The pages that the program has, found in its own assembly: a new page is examined without being listed here, and one with a
/// new sort of address fails until it is said what to open.
/// </summary>
internal static class Pages
{
    /// <summary>Addresses that are not pages to look at, and why.</summary>
    private static readonly Dictionary<string, string> NotLookedAt = new()
    {
        ["/staff/matters/{reference}/photos/{photo:guid}"] = "a picture",
        ["/staff/inbox/rows"] = "a part of the inbox",
        ["/sign-in/code"] = "only half-way through signing in with a code",
        ["/account/unit"] = "only for who has posts in several units",
        ["/staff/raise/{reference}"] = "only for who has just raised it; seen in its journey",
    };

    /// <summary>Every page, as it stands in the program.</summary>
    public static IReadOnlyList<string> Templates { get; } =
    [
        .. typeof(Program)
            .Assembly.GetCustomAttributes<RazorCompiledItemAttribute>()
            .SelectMany(item => item.Type.GetCustomAttributes<RazorCompiledItemMetadataAttribute>())
            .Where(said => said.Key == "RouteTemplate")
            .Select(said => "/" + said.Value.TrimStart('/'))
            .Where(template => !NotLookedAt.ContainsKey(template))
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];

    public static bool IsStaffs(string template) =>
        template.StartsWith("/staff", StringComparison.Ordinal)
        || template.StartsWith("/account", StringComparison.Ordinal)
        || template.StartsWith("/administration", StringComparison.Ordinal);

    /// <summary>The address to open for a template.</summary>
    public static string Address(string template, Stage stage)
    {
        var address = template
            .Replace("{link}", (template.EndsWith("/verdict", StringComparison.Ordinal) ? stage.Closed : stage.Raised).Link["/m/".Length..], StringComparison.Ordinal)
            .Replace("{promise:guid}", stage.Promise, StringComparison.Ordinal)
            .Replace("{code}", "qh-heliu", StringComparison.Ordinal)
            .Replace("{subject}", "dispute", StringComparison.Ordinal)
            .Replace("{id:guid}", stage.Account, StringComparison.Ordinal)
            .Replace("{status:int}", "404", StringComparison.Ordinal)
            .Replace(
                "{reference}",
                template switch
                {
                    "/staff/reviews/{reference}" => stage.Reviewed.Number,
                    "/staff/matters/{reference}/hand-over/answer" => stage.HandedHere.Number,
                    "/staff/matters/{reference}/ask" => stage.Plain.Number,
                    "/staff/matters/{reference}/hand-over/take-back" => stage.HandedAway.Number,
                    _ => stage.Raised.Number,
                },
                StringComparison.Ordinal
            )
            .Replace("{reference:long}", stage.HandedAway.Number, StringComparison.Ordinal);
        return address.Contains('{', StringComparison.Ordinal)
            ? throw new InvalidOperationException($"{template}: say in {nameof(Pages)} which one to open")
            : address;
    }
}
