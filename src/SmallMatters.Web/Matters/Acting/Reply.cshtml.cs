using System.Collections.Immutable;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Knowledge;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;

namespace SmallMatters.Web.Matters.Acting;

/// <summary>Write to the resident, with dated promises or none.</summary>
[Authorize(Policies.Matters)]
public sealed class ReplyModel(Desk desk, KnowledgeSearch knowledge) : ActPage(desk)
{
    private const int MostPromises = 2;
    private const int MostTemplates = 5;

    [BindProperty]
    public ReplyForm Form { get; set; } = new();

    protected override Act? Doing => Act.Reply;

    /// <summary>Answers to reply with: those of the matter's category, and those that what was told is about.</summary>
    private IReadOnlyList<PublicAnswer> Answers { get; set; } = [];

    public IEnumerable<Choice> Templates => Answers.Select(a => new Choice($"{a.Id:N}", a.Question));

    protected override async Task PrepareAsync(CancellationToken cancel)
    {
        var told = Shown.Description ?? "";
        Answers =
        [
            .. (await knowledge.LikeAsync(told, MatterFile.Category, MostTemplates, cancel))
                .Concat(await knowledge.AllAsync(MatterFile.Category, 0, MostTemplates, cancel))
                .DistinctBy(a => a.Id),
        ];
        while (Form.Promises.Count < MostPromises)
        {
            Form.Promises.Add(new PromiseForm());
        }
    }

    /// <summary>Puts an answer below what was typed; nothing is sent.</summary>
    public IActionResult OnPostTemplate()
    {
        ModelState.Clear();
        if (Answers.FirstOrDefault(a => $"{a.Id:N}" == Form.Template) is { } answer)
        {
            Form.Text = $"{Form.Text}\n\n{answer.Answer.In(MatterFile.Raiser.Tongue)}".Trim();
        }
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var promises = ImmutableArray.CreateBuilder<(string, DateOnly)>();
        foreach (var (promise, i) in Form.Promises.Select((promise, i) => (promise, i)))
        {
            if (string.IsNullOrWhiteSpace(promise.What) && promise.DueOn is null)
            {
                continue;
            }
            if (promise.DueOn is { } day)
            {
                promises.Add((promise.What ?? "", day));
            }
            else if (ModelState.IsValid)
            {
                ModelState.AddModelError(
                    $"Form.Promises[{i}].DueOn",
                    Desk.Speech["请写明承诺哪一天完成。", "Say for which day it is promised."]
                );
            }
        }
        return ModelState.IsValid
            ? await DecideAsync(
                (matter, jurisdiction, now) =>
                    ReplyRule.Decide(
                        matter,
                        new Reply(Form.Text ?? "", promises.ToImmutable()),
                        Scope.Actor,
                        jurisdiction.Calendar.DayOf(now),
                        now
                    ),
                new Bilingual("已写给居民", "The resident has been written to"),
                cancel
            )
            : Page();
    }

    /// <summary>The rule names the promise, not which one: it is the first that it cannot mean otherwise.</summary>
    protected override string FieldOf(string field) =>
        field switch
        {
            "Promise" => $"Form.Promises[{Math.Max(0, Form.Promises.FindIndex(p => WrongWords(p)))}].What",
            "DueOn" =>
                $"Form.Promises[{Math.Max(0, Form.Promises.FindIndex(p => p.DueOn is { } day && (day < Today || day > Today.AddYears(1))))}].DueOn",
            _ => base.FieldOf(field),
        };

    private static bool WrongWords(PromiseForm promise) =>
        promise.DueOn is not null && (string.IsNullOrWhiteSpace(promise.What) || promise.What.Length > Reply.LongestPromise);

    public sealed class ReplyForm
    {
        public string? Text { get; set; }

        /// <summary>Key of an answer of the knowledge base.</summary>
        public string? Template { get; set; }

        public List<PromiseForm> Promises { get; set; } = [];
    }

    public sealed class PromiseForm
    {
        public string? What { get; set; }

        public DateOnly? DueOn { get; set; }
    }
}
