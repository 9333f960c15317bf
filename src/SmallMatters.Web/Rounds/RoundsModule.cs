using SmallMatters.Web.Accounts;

namespace SmallMatters.Web.Rounds;

/// <summary>Rounds (巡查): premises taken along on a phone, inspected without a network, sent when there is one.</summary>
public static class RoundsModule
{
    /// <summary>Maps what the app on the phone asks for.</summary>
    public static void MapRounds(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(RoundLinks.Bundle, RoundBundle.AnswerAsync).RequireAuthorization(Policies.Matters);
        routes
            .MapPut("/staff/rounds/places/{id:guid}/photos/{sha256}", RoundSending.PhotoAsync)
            .RequireAuthorization(Policies.Matters);
        routes
            .MapPut("/staff/rounds/places/{id:guid}/inspections/{key:guid}", RoundSending.InspectionAsync)
            .RequireAuthorization(Policies.Matters);
        // A browser asks for both without anybody being signed in; they hold nothing but the program.
        routes.MapGet("/staff/rounds/worker.js", RoundApp.Worker).RequireAuthorization(Policies.Everybody);
        routes.MapGet("/staff/rounds/app.webmanifest", RoundApp.Manifest).RequireAuthorization(Policies.Everybody);
    }
}

/// <summary>Addresses of rounds.</summary>
internal static class RoundLinks
{
    public const string Choose = "/staff/rounds";
    public const string Take = "/staff/rounds/take";
    public const string App = "/staff/rounds/app";
    public const string Bundle = "/staff/rounds/bundle";

    /// <summary>The most premises that one round takes along.</summary>
    public const int MostPlaces = 60;
}
