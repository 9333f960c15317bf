using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Hazards;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Hazards;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Matters;
using SmallMatters.Web.Raising;

namespace SmallMatters.Web.Hazards;

/// <summary>The plain form of an inspection: the whole checklist on one page, with or without JavaScript.</summary>
[Authorize(Policies.Matters)]
[LargestRequest(LongestRequest), RequestSizeLimit(LongestRequest), RequestFormLimits(MultipartBodyLengthLimit = LongestRequest)]
public sealed class InspectModel(
    Desk desk,
    PremisesReader reader,
    InspectionBook book,
    PlacePhotos photos,
    ChecklistBook checklists,
    IConfiguration settings
) : PageModel
{
    private const long LongestRequest = 300L * 1024 * 1024;

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>Reference of a matter that told of a hazard here, from the address.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Matter { get; set; }

    [BindProperty]
    public InspectForm Form { get; set; } = new();

    public PremisesDetails Place { get; private set; } = null!;

    public Checklist? List { get; private set; }

    public IReadOnlyList<Choice> Levels { get; private set; } = [];

    public IReadOnlyList<Choice> Colleagues { get; private set; } = [];

    public static IEnumerable<Choice> Causes => Enum.GetValues<InspectionCause>().Select(c => new Choice($"{c}", c.Said()));

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!await ShowAsync(cancel))
        {
            return NotFound();
        }
        Form.Key = Guid.CreateVersion7(desk.Now);
        Form.Opened = desk.Now.ToUnixTimeMilliseconds();
        Form.Checklist = List?.Version ?? 0;
        Form.Matter = Matter;
        Form.Cause = string.IsNullOrEmpty(Matter) ? null : nameof(InspectionCause.Told);
        Form.Items = [.. (List?.Items ?? []).Select(i => new ItemForm { Item = i.Code })];
        if (Request.Query.ContainsKey(LargestRequestAttribute.TooLarge))
        {
            ModelState.AddModelError(
                "",
                desk.Speech[
                    "照片合起来太大，没有收到。请先不带照片提交，或者少选几张。",
                    "The photos together are too large and nothing was received. Send it with fewer photos, or without."
                ]
            );
        }
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!await ShowAsync(cancel) || List is null)
        {
            return NotFound();
        }
        await TakePhotosAsync(cancel);
        var (matters, unknown) = await MattersAsync(cancel);
        var done = await book.RecordAsync(Id, desk.Scope, Command(matters), cancel);
        if (unknown is not null)
        {
            ModelState.Refuse(unknown, desk.Speech, nameof(Form));
        }
        switch (done)
        {
            case Acted.Written:
                TempData.Flash("检查已记录。", "The inspection is recorded.");
                return Redirect(FindingLinks.Inspection(Form.Key));
            case Acted.Refused refused:
                ModelState.Refuse(refused.Why, desk.Speech, nameof(Form));
                return Page();
            default:
                return NotFound();
        }
    }

    /// <summary>What stands above an item.</summary>
    public static Bilingual Numbered(int at, ChecklistItem item) => new($"{at + 1}. {item.Said.Zh}", $"{at + 1}. {item.Said.En}");

    /// <summary>When an item is failed, and for which premises it is.</summary>
    public static Bilingual Hint(ChecklistItem item) =>
        item.OnlyFor is { } only
            ? new($"（{only.Zh}）不合格：{item.Fails.Zh}", $"({only.En}) Failed when: {item.Fails.En}")
            : new($"不合格：{item.Fails.Zh}", $"Failed when: {item.Fails.En}");

    // A photo that came is kept, whatever else is wrong, so that it need not be chosen again.
    private async Task TakePhotosAsync(CancellationToken cancel)
    {
        foreach (var (index, item) in Form.Items.Index())
        {
            var (clean, wrong) = await PhotosTaken.ReadAsync(item.Photos ?? [], desk.Now, cancel);
            item.Sent = [.. item.Sent.Concat(await photos.KeepAsync(Id, clean, cancel)).Distinct()];
            foreach (var why in wrong)
            {
                ModelState.AddModelError($"Form.Items[{index}].Photos", desk.Speech[why]);
            }
        }
    }

    private async Task<(ImmutableArray<long> Matters, Refusal? Unknown)> MattersAsync(CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(Form.Matter))
        {
            return ([], null);
        }
        return
            Reference.TryParse(Form.Matter, out var reference)
            && (await desk.ReadAsync(reference, cancel)).Page is { Matter.File.Kind: not Domain.Units.Kind.Conduct }
            ? ([reference.Value], null)
            : (
                [],
                Refusal.Of(
                    "matter-unknown",
                    "没有这个编号的诉求，或者不由您的单位办理。",
                    "Your unit has no matter of this reference.",
                    nameof(Form.Matter)
                )
            );
    }

    private RecordInspection Command(ImmutableArray<long> matters) =>
        new(
            Form.Key,
            Form.Checklist,
            DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(Form.Opened, 0, desk.Now.ToUnixTimeMilliseconds())),
            Enum.TryParse<InspectionCause>(Form.Cause, out var cause) && Enum.IsDefined(cause) ? cause : null,
            Form.Shown,
            Guid.TryParse(Form.With, CultureInfo.InvariantCulture, out var with) && Colleagues.Any(c => c.Value == Form.With)
                ? new StaffId(with)
                : null,
            [
                .. Form.Items.Select(i => new MarkedItem(
                    i.Item ?? "",
                    Enum.TryParse<ItemMark>(i.Mark, out var mark) && Enum.IsDefined(mark) ? mark : null,
                    i.What,
                    i.Level,
                    [.. i.Sent]
                )),
            ],
            matters
        );

    private async Task<bool> ShowAsync(CancellationToken cancel)
    {
        if (await reader.PlaceAsync(Id, desk.Scope, cancel) is not { } place || place.Unit != desk.Scope.Unit)
        {
            return false;
        }
        var today = (await desk.JurisdictionAsync(cancel)).Calendar.DayOf(desk.Now);
        (Place, List) = (place, checklists.InForce(place.Kind, today));
        var scheme = checklists.Schemes.FirstOrDefault(s => s.Code == settings["Hazards:Levels"]) ?? checklists.Schemes[0];
        Levels = [Choice.Of("", "请选择", "Choose"), .. scheme.Levels.Select(l => new Choice($"{scheme.Code}/{l.Code}", l.Name))];
        Colleagues =
        [
            Choice.Of("", "没有", "Nobody"),
            .. (await Storage.Matters.Views.Colleagues.OfUnitAsync(desk.Db, place.Unit, today, cancel))
                .Where(c => c.Id != desk.Scope.Id.Value)
                .Select(c => new Choice($"{c.Id}", new Bilingual(c.Name, c.Name))),
        ];
        return true;
    }

    /// <summary>An inspection as it is typed.</summary>
    public sealed class InspectForm
    {
        public Guid Key { get; set; }
        public long Opened { get; set; }
        public int Checklist { get; set; }
        public string? Cause { get; set; }
        public string? Matter { get; set; }
        public bool Shown { get; set; }
        public string? With { get; set; }
        public List<ItemForm> Items { get; set; } = [];
    }

    /// <summary>An item as it is typed.</summary>
    public sealed class ItemForm
    {
        public string? Item { get; set; }
        public string? Mark { get; set; }
        public string? What { get; set; }
        public string? Level { get; set; }

        /// <summary>Hashes of the photos that are kept already.</summary>
        public List<string> Sent { get; set; } = [];
        public List<IFormFile>? Photos { get; set; }
    }
}
