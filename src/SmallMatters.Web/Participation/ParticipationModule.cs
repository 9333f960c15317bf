using System.Threading.RateLimiting;
using SmallMatters.Domain.Participation;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.Participation;

/// <summary>What residents take part in, and the units' side of it.</summary>
public static class ParticipationModule
{
    public static WebApplicationBuilder AddParticipation(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<WishLimit>();
        builder.Services.AddScoped<GivingDesk>();
        builder.Services.AddStaffLink(StaffGroup.Services, PriorityLinks.List, "议题", "Priorities", order: 57, Policies.Matters);
        builder.Services.AddStaffLink(
            StaffGroup.Services,
            TakingPartLinks.Staff,
            "居民参与",
            "Taking part",
            order: 58,
            Policies.Matters
        );
        return builder;
    }

    /// <summary>Whoever shortens the address of a consultation, a meeting or a task finds where all of them are.</summary>
    public static void MapTakingPart(this IEndpointRouteBuilder routes)
    {
        foreach (var address in (string[])["/consultations", "/meetings", "/tasks"])
        {
            routes.MapGet(address, () => Results.Redirect(TakingPartLinks.Public)).RequireAuthorization(Policies.Everybody);
        }
    }
}

/// <summary>
/// Sixty wishes an hour from one network address. Many people share one address of a mobile network, so it is no limit for one person:
/// that is held per contact (<see cref="VerifiedContact"/>). It slows a program that tries one contact after another.
/// </summary>
public sealed class WishLimit : IDisposable
{
    private const int PerAddress = 60;

    private readonly PartitionedRateLimiter<HttpContext> _limiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
        RateLimitPartition.GetFixedWindowLimiter(
            context.Connection.RemoteIpAddress?.ToString() ?? "",
            _ => new FixedWindowRateLimiterOptions { PermitLimit = PerAddress, Window = TimeSpan.FromHours(1) }
        )
    );

    /// <summary>Whether one more may be sent now.</summary>
    public bool Allows(HttpContext context)
    {
        using var lease = _limiter.AttemptAcquire(context);
        return lease.IsAcquired;
    }

    /// <inheritdoc/>
    public void Dispose() => _limiter.Dispose();
}

/// <summary>Addresses of priorities.</summary>
internal static class PriorityLinks
{
    public const string Public = "/priorities";
    public const string Propose = $"{Public}/new";
    public const string List = "/staff/priorities";
    public const string New = $"{List}/new";

    /// <summary>A priority for everybody.</summary>
    public static string Read(Guid id) => $"{Public}/{id:N}";

    /// <summary>The proposer's own page.</summary>
    public static string Mine(string secret) => $"{Public}/mine/{secret}";

    /// <summary>A priority for the staff.</summary>
    public static string Of(Guid id) => $"{List}/{id:N}";

    /// <summary>The form of one step.</summary>
    public static string Step(Guid id, string step) => $"{Of(id)}/{step}";

    /// <summary>The colour of a stage.</summary>
    public static string Colour(this PriorityStage stage) =>
        stage switch
        {
            PriorityStage.Open => "blue",
            PriorityStage.Adopted or PriorityStage.Done => "green",
            PriorityStage.Held => "yellow",
            _ => "grey",
        };
}
