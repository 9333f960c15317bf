using SmallMatters.Domain.Language;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Matters;

/// <summary>Choose the lawful route of a petition-like matter, or another one as long as there is no receipt.</summary>
/// <param name="Code">Which; null when nothing was chosen.</param>
/// <param name="Where">To whom it goes.</param>
/// <param name="RemedyBy">The last local day of the remedy, where one is known.</param>
/// <param name="Words">Why, and what the resident has to do.</param>
public sealed record ChooseRoute(RouteCode? Code, string? Where, DateOnly? RemedyBy, string? Words);

/// <summary>
/// A person chose the lawful route. The owner has a clock to bring it there, and stays the owner until the route has receipted it.
/// </summary>
public sealed record RouteChosen(PetitionRoute Route, MatterClock Receipt, DateTimeOffset At) : Fact
{
    /// <inheritdoc/>
    public override Matter Apply(Matter matter) =>
        matter.With(f =>
            f with
            {
                Route = Route,
                Clocks =
                [
                    .. f.Clocks.Select(c =>
                        c.Purpose == ClockFor.Route && c.Clock.IsOpen
                            ? c with
                            {
                                Clock = ClockOf.Stopped(c.Clock, At, "chosen-again"),
                            }
                            : c
                    ),
                    Receipt,
                ],
            }
        );
}

/// <summary>Write down that the route has receipted the matter.</summary>
/// <param name="On">The local day of the receipt; null when none was given.</param>
/// <param name="Number">The route's own number, if it gave one.</param>
public sealed record ReceiptRoute(DateOnly? On, string? Number);

/// <summary>The route has receipted the matter; it may be closed or handed over from now on.</summary>
public sealed record RouteReceipted(Guid Route, DateOnly On, string? Number, DateTimeOffset At) : Fact
{
    /// <inheritdoc/>
    public override Matter Apply(Matter matter) =>
        matter.With(f =>
            f with
            {
                Route = f.Route is { } route ? route with { ReceiptedOn = On, Number = Number } : throw DoesNotFit(matter),
                Clocks = f.Clocks.Met(ClockFor.Route, At, Route),
            }
        );
}

/// <summary>Decides on lawful routes.</summary>
public static class ChooseRouteRule
{
    internal static Refusal Waits { get; } =
        Refusal.Of(
            "route-not-receipted",
            "已选定法定途径，还没有收到对方的回执；在此之前仍由本单位负责（首接首办）。",
            "A lawful route was chosen and has not receipted the matter yet; until then your unit owns it."
        );

    /// <summary>
    /// The owner of an open matter chooses, unless whose it is is undecided. What a reviewer deals with has its own ways.
    /// </summary>
    public static Decision Choose(
        Matter matter,
        ChooseRoute command,
        Actor.Staff by,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    )
    {
        if (May.Handle(matter, by) is { } why)
        {
            return why;
        }
        var file = matter.File;
        if (file.Kind == Kind.Conduct)
        {
            return Refusal.Of(
                "no-route-for-conduct",
                "对工作人员的意见由复查单位办理，不选法定途径。",
                "A matter of conduct is dealt with by a reviewer and takes no route."
            );
        }
        if (file.Route is { IsOpen: false })
        {
            return Refusal.Of("route-receipted", "法定途径已有回执，不能再改。", "The route has receipted it and stays.");
        }
        if (file.Route is null && HandOverRefusals.Undecided(file) is { } undecided)
        {
            return undecided;
        }
        var noCode =
            command.Code is { } code && Enum.IsDefined(code)
                ? null
                : Refusals.Missing(nameof(command.Code), "请选择一条法定途径。", "Choose the lawful route.");
        var (where, nowhere) = Refusals.Words(
            command.Where,
            nameof(command.Where),
            200,
            "请写明到哪个机关、单位办理。",
            "Say which agency or body it goes to."
        );
        var (words, none) = Refusals.Words(
            command.Words,
            nameof(command.Words),
            2000,
            "请写明为什么走这条途径、居民要做什么，居民会看到。",
            "Say why this route and what the resident has to do; the resident reads it."
        );
        var today = jurisdiction.Calendar.DayOf(now);
        if (Refusal.All(noCode, nowhere, Day(command.RemedyBy, today), none) is { } wrong)
        {
            return wrong;
        }
        var route = new PetitionRoute(
            Guid.CreateVersion7(now),
            command.Code!.Value,
            where!,
            command.RemedyBy,
            file.Words(words!)
        );
        return new RouteChosen(
            route,
            ClockOf.Start(jurisdiction, "route-receipt", ClockFor.Route, file.Owner, now, route.Id),
            now
        );
    }

    /// <summary>The owner writes the receipt down, of today or an earlier day since the matter was raised.</summary>
    public static Decision Receipt(
        Matter matter,
        ReceiptRoute command,
        Actor.Staff by,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    )
    {
        if (May.Handle(matter, by) is { } why)
        {
            return why;
        }
        if (matter.File.Route is not { IsOpen: true } route)
        {
            return Refusal.Of("no-route-waits", "没有等待回执的法定途径。", "No route's receipt is waited for.");
        }
        if (command.On is not { } day)
        {
            return Refusals.Missing(nameof(command.On), "请写明回执的日期。", "Give the day of the receipt.");
        }
        if (day > jurisdiction.Calendar.DayOf(now) || day < jurisdiction.Calendar.DayOf(matter.File.RaisedAt))
        {
            return Refusal.Of(
                "receipt-day-out-of-range",
                "回执日期须在诉求提出之日到今天之间。",
                "The day of the receipt must be between the day the matter was raised and today.",
                nameof(command.On)
            );
        }
        var number = Refusals.Clean(command.Number);
        return number.Length > 100
            ? Refusals.TooLong(nameof(command.Number), 100)
            : new RouteReceipted(route.Id, day, number.Length == 0 ? null : number, now);
    }

    // As with a door: a wrong last day could cost the resident the remedy.
    private static Refusal? Day(DateOnly? last, DateOnly today) =>
        last is { } day && (day < today || day > today.AddYears(3))
            ? Refusal.Of(
                "remedy-day-out-of-range",
                "截止日期须在今天到三年之内。请核对法律规定的期限。",
                "The last day must be between today and three years from now. Check the limit that the law sets.",
                nameof(ChooseRoute.RemedyBy)
            )
            : null;
}
