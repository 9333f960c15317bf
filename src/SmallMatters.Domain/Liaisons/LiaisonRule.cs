using System.Collections.Immutable;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Liaisons;

/// <summary>The code of conduct (行为守则), which a volunteer reads and accepts before they serve.</summary>
public static class LiaisonConduct
{
    /// <summary>The version in force. A change of the text is a new version.</summary>
    public const int Version = 1;

    /// <summary>Its rules.</summary>
    public static ImmutableArray<Bilingual> Rules { get; } =
    [
        new(
            "报情况，不报人：写地方、时间、看到的事，不写谁、不写长相、不写车牌。",
            "Report situations and not people: the place, the time, what can be seen; not who, what they look like or their number plates."
        ),
        new("不打听、不跟随、不盘问别人，不拍人。", "Do not ask about, follow or question anybody, and photograph nobody."),
        new("有危险的，先离开，打110。", "Where there is danger, leave first and call 110."),
        new(
            "没有执法权，不检查、不处罚、不劝阻正在打斗的人。",
            "You have no powers: you do not inspect, punish or step into a fight."
        ),
        new("报多报少都可以，没有任务，也不排名。", "Report as much or as little as you like: there is no quota and no ranking."),
        new("随时可以暂停或者退出，不用说理由。", "You may pause or leave at any time without a reason."),
    ];
}

/// <summary>Offer the role to somebody.</summary>
/// <param name="Name">Name of the volunteer; sealed.</param>
/// <param name="Phone">Telephone; sealed.</param>
/// <param name="Area">Area code.</param>
/// <param name="Until">Last local day of the term.</param>
public sealed record OfferLiaison(string? Name, string? Phone, string? Area, DateOnly? Until);

/// <summary>Decides on the role of volunteers.</summary>
public static class LiaisonRule
{
    /// <summary>A term is no longer than so many days.</summary>
    public const int LongestTerm = 730;

    /// <summary>So many days before the end of a term the unit is reminded; and so many after it, or after an offer that nobody took up, the role ends of itself.</summary>
    public const int Reminded = 30;

    /// <summary>Longest name.</summary>
    public const int LongestName = 40;

    /// <summary>A supervisor of a unit offers the role in an area.</summary>
    public static LiaisonDecision Offer(OfferLiaison command, Actor.Staff by, Jurisdiction jurisdiction, DateOnly today)
    {
        if (!by.Is(StaffRole.Supervisor))
        {
            return OnlyALeader;
        }
        var (name, phone) = (Refusals.Clean(command.Name), Refusals.Clean(command.Phone));
        var wrong = Refusal.All(
            name.Length == 0 ? Refusals.Missing("Name", "请填写姓名。", "Give the name.")
                : name.Length > LongestName ? Refusals.TooLong("Name", LongestName)
                : null,
            phone.Length is >= 5 and <= 20 && phone.All(c => char.IsAsciiDigit(c) || c is ' ' or '-' or '+')
                ? null
                : Refusal.Of(
                    "liaison-phone",
                    "请填写电话号码，例如 13800001234。",
                    "Give a telephone number, such as 13800001234.",
                    "Phone"
                ),
            command.Area is { } area && jurisdiction.Areas.ContainsKey(area)
                ? null
                : Refusals.Missing("Area", "请选择片区。", "Choose the area."),
            TermWrong(command.Until, today)
        );
        return wrong is not null ? wrong : new LiaisonOffered(by.Unit, command.Area!, today, command.Until!.Value);
    }

    /// <summary>The volunteer accepts the code of conduct as it is in force.</summary>
    public static LiaisonDecision Accept(Liaison liaison, bool read, bool? named) =>
        liaison.Stage != LiaisonStage.Offered ? NotNow
        : Refusal.All(
            read ? null : Refusals.Missing("Read", "请先看完守则，再勾选。", "Read the code first, then tick this."),
            named is null ? Refusals.Missing("Named", "请选择是否公开姓名。", "Say whether you want to be named.") : null
        )
            is { } wrong
            ? wrong
        : new LiaisonAccepted(LiaisonConduct.Version, named!.Value);

    /// <summary>The volunteer changes whether they are named.</summary>
    public static LiaisonDecision Name(Liaison liaison, bool named) =>
        liaison.Stage is LiaisonStage.Serving or LiaisonStage.StoodDown && liaison.Named != named
            ? new LiaisonNamed(named)
            : NotNow;

    /// <summary>An item of training of the last year is noted.</summary>
    public static LiaisonDecision Train(Liaison liaison, LiaisonTraining? item, DateOnly? on, DateOnly today) =>
        liaison.Stage == LiaisonStage.Ended ? NotNow
        : Refusal.All(
            item is { } known && Enum.IsDefined(known) ? null : Refusals.Missing("Item", "请选择培训内容。", "Choose the item."),
            on is { } day && day <= today && day >= today.AddYears(-1)
                ? null
                : Refusal.Of("training-day", "请写过去一年里的一天。", "Give a day of the past year.", "On")
        )
            is { } wrong
            ? wrong
        : new LiaisonTrained(new TrainingDone(item!.Value, on!.Value));

    /// <summary>Either side pauses.</summary>
    public static LiaisonDecision StandDown(Liaison liaison) =>
        liaison.Stage == LiaisonStage.Serving ? new LiaisonStoodDown() : NotNow;

    /// <summary>Either side ends the pause.</summary>
    public static LiaisonDecision Resume(Liaison liaison) =>
        liaison.Stage == LiaisonStage.StoodDown ? new LiaisonResumed() : NotNow;

    /// <summary>The unit lengthens the term.</summary>
    public static LiaisonDecision Extend(Liaison liaison, DateOnly? until, DateOnly today) =>
        liaison.Stage is not (LiaisonStage.Serving or LiaisonStage.StoodDown) ? NotNow
        : TermWrong(until, today) is { } wrong ? wrong
        : new LiaisonExtended(until!.Value);

    /// <summary>The unit gives a new link.</summary>
    public static LiaisonDecision Link(Liaison liaison) => liaison.Stage == LiaisonStage.Ended ? NotNow : new LiaisonLinkGiven();

    /// <summary>Either side ends the role at any time.</summary>
    public static LiaisonDecision End(Liaison liaison, LiaisonExit by) =>
        liaison.Stage == LiaisonStage.Ended ? NotNow : new LiaisonEnded(by);

    /// <summary>Said where somebody who does not serve wants to report.</summary>
    public static Refusal NotServing { get; } =
        Refusal.Of(
            "liaison-not-serving",
            "现在没有在任，不能用这里报告。可以像其他居民一样提交诉求。",
            "You do not serve just now, so that this form is closed. You can raise a matter like every resident."
        );

    /// <summary>Said to anybody else than a supervisor of the unit.</summary>
    public static Refusal OnlyALeader { get; } =
        Refusal.Of(
            "only-a-leader-appoints",
            "只有本单位的负责人可以聘请联络员。",
            "Only a supervisor of the unit appoints volunteers."
        );

    private static Refusal? TermWrong(DateOnly? until, DateOnly today) =>
        until is { } last && last > today && last <= today.AddDays(LongestTerm)
            ? null
            : Refusal.Of(
                "liaison-term",
                "任期请写到今后两年以内的一天。",
                "The term ends on a day within the next two years.",
                "Until"
            );

    private static Refusal NotNow { get; } =
        Refusal.Of(
            "liaison-not-now",
            "现在不能做这一步，请看现在的状态。",
            "This step does not fit now; look at where it stands."
        );
}
