using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Absences;
using SmallMatters.Storage.Disputes;
using SmallMatters.Storage.JointHandling;
using SmallMatters.Storage.Knowledge;
using SmallMatters.Storage.Liaisons;
using SmallMatters.Storage.MinorCases;
using SmallMatters.Storage.SchoolGates;
using SmallMatters.Storage.Timing;
using SmallMatters.Storage.Visits;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.JointHandling;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Inbox;

/// <summary>The inbox: what waits for the reader and their unit, the most urgent first.</summary>
[Authorize(Policies.Matters)]
public sealed class IndexModel(Desk desk, CaseReader cases) : PageModel
{
    private static readonly int[] Ages = [3, 7, 30, 90];

    [BindProperty(SupportsGet = true, Name = "")]
    public InboxQuery Query { get; set; } = new();

    public InboxList List { get; private set; } = null!;

    /// <summary>The most urgent of what waits for the unit in joint files.</summary>
    public DutiesShown Joint { get; private set; } = null!;

    /// <summary>Whether the reader stands in for somebody today.</summary>
    public bool StandsIn { get; private set; }

    /// <summary>Whether the unit was reminded of a matter that nobody has touched since.</summary>
    public bool Dormant { get; private set; }

    /// <summary>What disputes wait for.</summary>
    public DisputesWaiting Disputes { get; private set; } = new(0, 0, 0, 0, 0);

    /// <summary>Stations below the reader's unit with overdue minor cases: how many, and nothing of them.</summary>
    public IReadOnlyList<StationOverdue> Stations { get; private set; } = [];

    /// <summary>How many answers of the reader's unit are to be looked at again.</summary>
    public int Answers { get; private set; }

    /// <summary>How many visits of the reader's unit owe an answer, and since when.</summary>
    public (int Count, DateOnly? Since) Visits { get; private set; }

    /// <summary>How many school gates stand empty of which the reader's unit is to hear.</summary>
    public int EmptyGates { get; private set; }

    /// <summary>How many terms of volunteers end soon; for those who appoint them.</summary>
    public int TermsEnding { get; private set; }

    public async Task OnGetAsync(CancellationToken cancel)
    {
        List = await InboxList.ReadAsync(desk, Query, cancel);
        Joint = new DutiesShown(
            await JointLists.DutiesAsync(desk.Db, desk.Scope, List.Unit, 3, cancel),
            List.Unit,
            desk.Now,
            List.Jurisdiction
        );
        var today = List.Jurisdiction.Calendar.DayOf(desk.Now);
        StandsIn = (await AbsenceBook.StandingInAsync(desk.Db, desk.Scope, today, cancel)).Count > 0;
        Stations = await cases.OverdueBelowAsync(desk.Scope, List.Jurisdiction, cancel);
        Disputes = await DisputeLists.WaitingAsync(desk.Db, desk.Scope, today, cancel);
        Answers = await KnowledgeBook.DueAsync(desk.Db, desk.Scope.Unit, desk.Now, cancel);
        TermsEnding = desk.Scope.Is(Domain.Matters.StaffRole.Supervisor)
            ? await LiaisonBook.EndingAsync(desk.Db, desk.Scope.Unit, today, cancel)
            : 0;
        EmptyGates = await GateBook.EmptyAsync(desk.Db, desk.Scope, desk.Scope.Unit, cancel);
        Visits = await VisitBook.OwedAsync(desk.Db, desk.Scope.Unit, today, cancel);
        Dormant = await DormantTickler.HasAnyAsync(desk.Db, desk.Scope, List.Unit, cancel);
    }

    public IEnumerable<Choice> Units =>
        List
            .Scope.Sees.Where(List.Jurisdiction.Units.ContainsKey)
            .Select(code => new Choice(code, List.Jurisdiction.Units[code].Name));

    public IEnumerable<Choice> Categories =>
        List
            .Jurisdiction.Categories.Values.Select(c => new Choice(c.Code, c.Name))
            .Prepend(Choice.Of("", "全部分类", "All categories"));

    public IEnumerable<Choice> Areas =>
        List.Jurisdiction.Areas.Values.Select(a => new Choice(a.Code, a.Name)).Prepend(Choice.Of("", "全部片区", "All areas"));

    public static IEnumerable<Choice> Kinds =>
        Enum.GetValues<Kind>()
            .Where(kind => kind is not Kind.MinorCase)
            .Select(kind => new Choice(kind.ToString(), kind.Said()))
            .Prepend(Choice.Of("", "全部类型", "All kinds"));

    public static IEnumerable<Choice> Questions =>
        Enum.GetValues<QuestionState>()
            .Select(state => new Choice(state.ToString(), state.Said()))
            .Prepend(Choice.Of("", "不限", "Any"));

    public static IEnumerable<Choice> AgeChoices =>
        Ages.Select(days => new Choice($"{days}", new Bilingual($"{days} 天以前提交", $"Raised {days} days ago or earlier")))
            .Prepend(Choice.Of("", "不限", "Any time"));
}
