using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Services;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Services;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Cards;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Services;

/// <summary>What a service says, as it is typed.</summary>
public abstract class ServiceFormPage(Desk desk) : PageModel
{
    [BindProperty]
    public ServiceForm Form { get; set; } = new();

    /// <summary>Number of the last fact that the person had on the page.</summary>
    [BindProperty]
    public int Seen { get; set; }

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public bool ChangedMeanwhile { get; protected set; }

    public IEnumerable<Choice> Categories =>
        Jurisdiction
            .Categories.Values.Where(c => c.Kind is not (Kind.Conduct or Kind.MinorCase or Kind.Dispute))
            .Select(c => new Choice(c.Code, c.Name))
            .Prepend(Choice.Of("", "请选择", "Choose"));

    public static IReadOnlyList<Choice> Ways => [.. Enum.GetValues<ServiceWay>().Select(w => new Choice(w.ToString(), w.Said()))];

    /// <summary>The services of which a bundle can be made: of all units, and none a bundle itself.</summary>
    public IReadOnlyList<Choice> OfOne { get; private set; } = [];

    protected Desk Desk => desk;

    protected async Task<KeepService> CommandAsync(CancellationToken cancel)
    {
        var keys = (Form.Parts ?? []).Select(k => Guid.TryParseExact(k, "N", out var id) ? id : Guid.Empty);
        return Command with { Parts = [.. await ServiceBook.FindAllAsync(desk.Db, keys, cancel)] };
    }

    private KeepService Command =>
        new(
            Form.NameZh ?? "",
            Form.NameEn,
            Form.ConditionsZh ?? "",
            Form.ConditionsEn,
            Form.PapersZh ?? "",
            Form.PapersEn,
            Form.PlaceZh ?? "",
            Form.PlaceEn,
            Form.FeeZh ?? "",
            Form.FeeEn,
            Form.Category ?? "",
            Form.Ways?.Contains(nameof(ServiceWay.Window)) == true,
            Form.Ways?.Contains(nameof(ServiceWay.Door)) == true
        );

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        Jurisdiction = await desk.JurisdictionAsync(HttpContext.RequestAborted);
        OfOne =
        [
            .. (await ServiceBook.OfferedAsync(desk.Db, null, HttpContext.RequestAborted))
                .Where(s => !s.Sheet.IsBundle())
                .Select(s => new Choice($"{s.Id:N}", s.Sheet.Name, CardWords.Unit(s.Unit, Jurisdiction))),
        ];
        await next();
    }

    public sealed class ServiceForm
    {
        public string? NameZh { get; set; }

        public string? NameEn { get; set; }

        public string? ConditionsZh { get; set; }

        public string? ConditionsEn { get; set; }

        public string? PapersZh { get; set; }

        public string? PapersEn { get; set; }

        public string? PlaceZh { get; set; }

        public string? PlaceEn { get; set; }

        public string? FeeZh { get; set; }

        public string? FeeEn { get; set; }

        public string? Category { get; set; }

        public List<string>? Ways { get; set; }

        /// <summary>Keys of the services of which it is a bundle.</summary>
        public List<string>? Parts { get; set; }

        /// <summary>The form of what a service says now.</summary>
        public static ServiceForm Of(ServiceSheet sheet) =>
            new()
            {
                NameZh = sheet.Name.Zh,
                NameEn = English(sheet.Name),
                ConditionsZh = sheet.Conditions.Zh,
                ConditionsEn = English(sheet.Conditions),
                PapersZh = sheet.Papers.Zh,
                PapersEn = English(sheet.Papers),
                PlaceZh = sheet.Place.Zh,
                PlaceEn = English(sheet.Place),
                FeeZh = sheet.Fee.Zh,
                FeeEn = English(sheet.Fee),
                Category = sheet.Category,
                Parts = [.. sheet.Parts.Select(p => $"{p:N}")],
                Ways = [.. Enum.GetValues<ServiceWay>().Where(sheet.Offers).Select(w => w.ToString())],
            };

        private static string? English(Bilingual said) => said.En == said.Zh ? null : said.En;
    }
}

/// <summary>A new service.</summary>
[Authorize(Policies.Handler)]
public sealed class NewModel(Desk desk, ServiceBook book) : ServiceFormPage(desk)
{
    public void OnGet() { }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var (done, id) = await book.OpenAsync(Desk.Scope.Actor, await CommandAsync(cancel), cancel);
        if (done is Acted.Refused { Why: var why })
        {
            ModelState.Refuse(why, Desk.Speech, nameof(Form));
            return Page();
        }
        TempData.Flash("已列入服务事项。", "It is in the catalogue.");
        return Redirect(ServiceLinks.Keep(id));
    }
}

/// <summary>What a service says from now on: its next version.</summary>
[Authorize(Policies.Handler)]
public sealed class ChangeModel(Desk desk, ServiceBook book) : ServiceFormPage(desk)
{
    [BindProperty(SupportsGet = true, Name = "service")]
    public string? Key { get; set; }

    public Guid Id { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (await ReadAsync(cancel) is not { Item: ServiceItem.Offered { File: var file } } page)
        {
            return NotFound();
        }
        (Seen, Form) = (page.Seen, ServiceForm.Of(file.Sheet));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (await ReadAsync(cancel) is not { } page)
        {
            return NotFound();
        }
        var (by, command) = (Desk.Scope.Actor, await CommandAsync(cancel));
        switch (
            await book.DecideAsync(
                Id,
                by,
                (item, jurisdiction, now) => ServiceRule.Change(item, command, by, jurisdiction, now),
                Seen,
                cancel
            )
        )
        {
            case Acted.Written:
                TempData.Flash("已修改。", "It is changed.");
                return Redirect(ServiceLinks.Keep(Id));
            case Acted.Refused { Why: var why }:
                ModelState.Refuse(why, Desk.Speech, nameof(Form));
                return Page();
            default:
                ModelState.Remove(nameof(Seen));
                (ChangedMeanwhile, Seen) = (true, page.Seen);
                Response.StatusCode = StatusCodes.Status409Conflict;
                return Page();
        }
    }

    private async Task<ServicePage?> ReadAsync(CancellationToken cancel)
    {
        if (
            !Guid.TryParseExact(Key, "N", out var id)
            || await ServiceBook.FindAsync(Desk.Db, id, cancel) is not { } page
            || page.Item.File.Unit != Desk.Scope.Unit
        )
        {
            return null;
        }
        Id = id;
        return page;
    }
}
