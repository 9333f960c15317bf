using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Participation;
using SmallMatters.Domain.Units;
using SmallMatters.Storage;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Participation;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;

namespace SmallMatters.Web.Participation;

/// <summary>What residents can take part in: consultations, meetings and tasks, of one area or all.</summary>
[Authorize(Policies.Everybody)]
public sealed class TakingPartModel(Db db, JurisdictionSource source, TimeProvider time) : PageModel
{
    private const int Rows = 20;

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public Area? Area { get; private set; }

    public IReadOnlyList<Consultation> Consultations { get; private set; } = [];

    public IReadOnlyList<Meeting> Meetings { get; private set; } = [];

    public IReadOnlyList<VolunteerTask> Tasks { get; private set; } = [];

    public DateTimeOffset Now => time.GetUtcNow();

    public DateOnly Today => Jurisdiction.Calendar.DayOf(Now);

    public IEnumerable<Choice> Areas =>
        Jurisdiction.Areas.Values.Select(a => new Choice(a.Code, a.Name)).Prepend(Choice.Of("", "所有片区", "All areas"));

    /// <summary>The three lists, each with its name.</summary>
    public IEnumerable<(Bilingual Name, Bilingual Why, IReadOnlyList<TakingPartLine> Lines)> Lists =>
        [
            (
                new("征求意见", "Consultations"),
                new("还没有定的事，先问大家。答复会公布。", "What is not decided yet. The answer is published."),
                [.. Consultations.Select(c => Line(c, c.Standing(Today), c.TakesAnswers(Today)))]
            ),
            (
                new("恳谈会", "Meetings"),
                new(
                    "当面谈。说的话写进纪要，答应的事下次报告。",
                    "Face to face. What is said goes into the minutes; what is promised is reported next time."
                ),
                [.. Meetings.Select(m => Line(m, m.Standing(Now), m.Stage == MeetingStage.Called && Now < m.Paper.From))]
            ),
            (
                new("志愿任务", "Tasks for volunteers"),
                new(
                    "照看东西和地方，不查人。随时可以退回，不记名次。",
                    "Looking after things and places, never checking people. Given back at any time; nobody is ranked."
                ),
                [.. Tasks.Select(t => Line(t, t.Standing(Now), t.TakesMore(Now)))]
            ),
        ];

    public async Task<IActionResult> OnGetAsync(string? area, CancellationToken cancel)
    {
        Jurisdiction = await source.CurrentAsync(cancel);
        if (!string.IsNullOrEmpty(area) && !Jurisdiction.Areas.ContainsKey(area))
        {
            return NotFound();
        }
        Area = string.IsNullOrEmpty(area) ? null : Jurisdiction.Areas[area];
        Consultations = await TakingPartReader.ListAsync<Consultation>(db, Area?.Code, null, Rows, cancel);
        Meetings = await TakingPartReader.ListAsync<Meeting>(db, Area?.Code, null, Rows, cancel);
        Tasks = await TakingPartReader.ListAsync<VolunteerTask>(db, Area?.Code, null, Rows, cancel);
        return Page();
    }

    private static TakingPartLine Line(JointFile file, Bilingual standing, bool open) =>
        new(TakingPartLinks.Read(file), file.Line, file.At, standing, open, speech => speech.When(file));
}

/// <summary>A line of a list.</summary>
/// <param name="Address">Its page.</param>
/// <param name="Title">In one line.</param>
/// <param name="Area">Area code.</param>
/// <param name="Standing">Where it stands.</param>
/// <param name="Open">Whether somebody can take part now.</param>
/// <param name="When">Its day, in the reader's language.</param>
public sealed record TakingPartLine(
    string Address,
    string Title,
    string Area,
    Bilingual Standing,
    bool Open,
    Func<Site.Speech, string> When
);
