using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Performance;
using SmallMatters.Domain.Quality;
using SmallMatters.Domain.Satisfaction;
using SmallMatters.Domain.Units;
using SmallMatters.Patterns.Agreement;
using SmallMatters.Patterns.ControlCharts;
using SmallMatters.Storage.Performance;
using SmallMatters.Storage.Quality;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Matters;
using SmallMatters.Web.Performance;

namespace SmallMatters.Web.Quality;

/// <summary>
/// What was found in the answers of a month: counts first, what lacks how often, whether two who read the same agree, how it was drawn, and to
/// the unit itself which of its answers lacked what.
/// </summary>
[Authorize(Policies.Matters)]
public sealed class IndexModel(Desk desk, QualityRules rules) : PageModel
{
    private const int Most = 20;

    // Two who read the same are one in five of one in ten: a month holds too few of them.
    private const int MonthsOfAgreement = 12;

    [BindProperty(SupportsGet = true, Name = "month")]
    public string? MonthTyped { get; set; }

    /// <summary>The last number of the page before; 0 for the first page.</summary>
    [BindProperty(SupportsGet = true)]
    public long Before { get; set; }

    public MeasureCounts Counts { get; private set; }

    public QualityDrawn? Draw { get; private set; }

    public IReadOnlyList<QuestionTally> Questions { get; private set; } = [];

    public PairedJudgements Pairs { get; private set; }

    public IReadOnlyList<LackingLine> Lacking { get; private set; } = [];

    public long? Next { get; private set; }

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public DateOnly Today { get; private set; }

    public DateOnly Month => new ReportQuery { Month = MonthTyped }.First(Today);

    public QualityRules Rules => rules;

    /// <summary>The sheet that the month's answers are read by: the one of the day on which they are drawn.</summary>
    public QualitySheet Sheet => rules.SheetOn(Month.AddMonths(1).AddDays(rules.DrawAfterDays));

    /// <summary>Whether the share may be told.</summary>
    public bool Tells => Disclosure.Of([Counts.Total])[0] is Told.Compared or Told.NotCompared;

    public ShareInterval? Share => Tells ? Wilson.Interval(Counts.Count, Counts.Total) : null;

    public KappaInterval? Kappa => Pairs.Pairs >= Disclosure.FewestCompared ? IntraclassKappa.Of(Pairs) : null;

    /// <summary>Whether the month is drawn in time to come: it is not over, or not for long enough.</summary>
    public bool IsToBeDrawn => Month.AddMonths(1).AddDays(rules.DrawAfterDays) >= Today;

    public IEnumerable<Choice> Months =>
        ReportQuery.Months(Today).Select(m => new Choice(ReportQuery.Code(m), ReportWords.Month(m)));

    /// <summary>What a place among the questions of a version lacks when it is answered "no".</summary>
    public Bilingual LacksOf(int sheet, int place) => rules.Sheet(sheet)!.Questions[place].Lacks;

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Jurisdiction = await desk.JurisdictionAsync(cancel);
        var calendar = Jurisdiction.Calendar;
        Today = calendar.DayOf(desk.Now);
        var next = Month.AddMonths(1);
        var (since, to) = (calendar.StartOfDay(Month), calendar.StartOfDay(next));
        var counts = await QualityFigures.CountAsync(desk.Db, desk.Scope, since, to, MeasuredBy.Unit, cancel: cancel);
        Counts = counts.SelectMany(group => group).Aggregate(default(MeasureCounts), (sum, c) => sum + c);
        Draw = await QualityFigures.DrawOfAsync(desk.Db, Month, cancel);
        Questions = await QualityFigures.ByQuestionAsync(desk.Db, desk.Scope, since, to, Sheet, cancel);
        var (hold, differ, not) = await QualityFigures.AgreementAsync(
            desk.Db,
            calendar.StartOfDay(next.AddMonths(-MonthsOfAgreement)),
            to,
            cancel
        );
        Pairs = new PairedJudgements(hold, differ, not);
        (Lacking, Next) = await QualityFigures.LackingAsync(desk.Db, desk.Scope, Before, Most, cancel);
    }
}
