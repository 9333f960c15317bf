using System.Collections.Immutable;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Places;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Matters;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Matters;
using SmallMatters.Web.Raising;
using SmallMatters.Web.Triage;

namespace SmallMatters.Web.RaisingForSomebody;

/// <summary>
/// Raise a matter for somebody who called, came or wrote, or for what staff found themselves: one page, half a minute. What a
/// caller or a chat said is read back before it is sent; a find of one's own needs nobody.
/// </summary>
[Authorize(Policies.Matters)]
public sealed class IndexModel(Desk desk, TriageAdvice triage, TimeProvider time) : PageModel
{
    [BindProperty]
    public RaiseForm Form { get; set; } = new();

    /// <summary>Key of this submission: pressing twice is one matter.</summary>
    [BindProperty]
    public string? Token { get; set; }

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    /// <summary>The sentence to read to the caller; null until everything else is there.</summary>
    public string? ReadBack { get; private set; }

    public Suggestion? Suggestion { get; private set; }

    /// <summary>Whether a category can be suggested from the words.</summary>
    public bool Suggests => triage.Available;

    public static IReadOnlyList<Choice> Ways =>
        [
            new("Phone", Channel.Phone.Said()),
            new("Window", Channel.Window.Said()),
            new("Chat", Channel.Chat.Said()),
            new("Staff", Origin.Staff.Said()),
        ];

    public IEnumerable<Choice> Areas =>
        Jurisdiction.Areas.Values.Select(a => new Choice(a.Code, a.Name)).Prepend(Choice.Of("", "请选择片区", "Choose an area"));

    public IEnumerable<Choice> Categories =>
        Jurisdiction
            .Categories.Values.Where(c => c.Offered && c.Kind != Kind.Conduct)
            .Select(c => new Choice(c.Code, c.Name))
            .Prepend(Choice.Of("", "请选择问题分类", "Choose a category"));

    public static IEnumerable<Choice> Kinds =>
        Enum.GetValues<Kind>()
            .Where(kind => kind is not Kind.Conduct)
            .Select(kind => new Choice(kind.ToString(), kind.Said()))
            .Prepend(Choice.Of("", "按分类确定", "As the category says"));

    public static IReadOnlyList<Choice> Tongues =>
        [Choice.Of(nameof(Tongue.Zh), "中文", "Chinese"), Choice.Of(nameof(Tongue.En), "英文", "English")];

    /// <summary>The chosen category's own questions, the same that residents are asked; none before one is chosen.</summary>
    public IReadOnlyList<CategoryQuestion> Questions =>
        Form.Category is { } code && Jurisdiction.Categories.TryGetValue(code, out var category) ? category.Questions : [];

    /// <summary>Whether the questions are shown for the first time, so that nothing is wrong with their answers yet.</summary>
    public bool AsksNow { get; private set; }

    /// <summary>Whether there is somebody to whom it can be read back.</summary>
    public bool HasCaller => Form.Way is "Phone" or "Window" or "Chat";

    /// <summary>Whether they read it in the chat: they may answer later than the matter can wait.</summary>
    public bool IsChat => Form.Way == "Chat";

    public async Task OnGetAsync(CancellationToken cancel) => await PrepareAsync(cancel);

    /// <summary>Suggests a category from the words, without sending anything.</summary>
    public async Task<IActionResult> OnPostSuggestAsync(CancellationToken cancel)
    {
        await PrepareAsync(cancel);
        ModelState.Clear();
        Suggestion = triage.For(null, Form.Description, Jurisdiction);
        if (Suggestion is { } suggestion)
        {
            Form.Category = suggestion.Ranked[0].Category.Code;
        }
        CategoryAnswers.Show(Questions, code => Request.Form[$"more-{code}"], ModelState);
        AsksNow = Questions.Count > 0;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        await PrepareAsync(cancel);
        var (raise, channelIsCaller) = Read();
        if (raise is null)
        {
            return Page();
        }
        if (channelIsCaller)
        {
            ReadBack = Sentence(raise);
            // What was confirmed must be what is sent: a change after the tick is read back again.
            if (Form.ReadBack != ReadBack || !(Form.Confirmed || IsChat))
            {
                if (Form.ReadBack is not null && Form.Confirmed)
                {
                    ModelState.AddModelError(
                        "Form.Confirmed",
                        desk.Speech["内容改过了，请再念一遍并确认。", "It was changed: read it back again and confirm."]
                    );
                }
                else if (Form.ReadBack is not null && !IsChat)
                {
                    ModelState.AddModelError(
                        "Form.Confirmed",
                        desk.Speech["请念给对方听，确认后打勾。", "Read it to the caller and tick when they confirm."]
                    );
                }
                Form.Confirmed = false;
                ModelState.SetModelValue("Form.Confirmed", default(string), null);
                return Page();
            }
            raise = Form.Confirmed ? raise with { ReadBack = ReadBack } : raise;
        }
        var result = await desk.Book.RaiseAsync(raise, desk.Scope.Actor, Token, null, cancel);
        switch (result)
        {
            case RaiseResult.Raised raised:
                if (HasCaller && (Form.Way != "Phone" || raise.Contact.Phone is null))
                {
                    HandedOver.Keep(TempData, desk.Scope.Id, raised, IsChat, raise.Tongue);
                }
                return Redirect($"/staff/raise/{raised.Reference.Value}");
            case RaiseResult.Refused refused:
                ModelState.Refuse(refused.Why, desk.Speech, "Form");
                return Page();
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private async Task PrepareAsync(CancellationToken cancel)
    {
        Jurisdiction = await desk.JurisdictionAsync(cancel);
        Token ??= Guid.CreateVersion7(time.GetUtcNow()).ToString("N");
        Form.Way ??= "Phone";
        Form.Tongue ??= nameof(Tongue.Zh);
        if (Jurisdiction.Areas.Count == 1)
        {
            Form.Area ??= Jurisdiction.Areas.Keys.Single();
        }
    }

    private (Raise? Raise, bool Caller) Read()
    {
        var s = desk.Speech;
        if (Ways.All(way => way.Value != Form.Way))
        {
            ModelState.AddModelError("Form.Way", s["请选择怎么来的。", "Choose how it came."]);
        }
        if (string.IsNullOrWhiteSpace(Form.Description))
        {
            ModelState.AddModelError("Form.Description", s["请写明发生了什么。", "Say what has happened."]);
        }
        if (Form.Category is null || !Jurisdiction.Categories.TryGetValue(Form.Category, out var category))
        {
            category = null;
            ModelState.AddModelError("Form.Category", s["请选择一个问题分类。", "Choose what it is about."]);
        }
        if (Form.Area is null || !Jurisdiction.Areas.ContainsKey(Form.Area))
        {
            ModelState.AddModelError("Form.Area", s["请选择所在片区。", "Choose the area."]);
        }
        Place? place = null;
        if (
            !string.IsNullOrWhiteSpace(Form.Estate)
            || !string.IsNullOrWhiteSpace(Form.Building)
            || !string.IsNullOrWhiteSpace(Form.Entrance)
        )
        {
            if (!Place.TryType(Form.Estate, Form.Building, Form.Entrance, out place, out var refusal))
            {
                ModelState.Refuse(refusal, s, "Form");
            }
        }
        var phone = Refusals
            .Clean(Form.Phone)
            .Replace(" ", "", StringComparison.Ordinal)
            .Replace("-", "", StringComparison.Ordinal);
        if (phone.Length > 0 && !(phone.TrimStart('+').All(char.IsAsciiDigit) && phone.TrimStart('+').Length is >= 5 and <= 15))
        {
            ModelState.AddModelError("Form.Phone", s["电话号码只写数字，5 到 15 位。", "A telephone number has 5 to 15 digits."]);
        }
        AsksNow = Questions.Count > 0 && Form.Asked != Form.Category;
        var answers = AsksNow ? [] : CategoryAnswers.Read(Questions, Request.Form, ModelState, s, desk.Now);
        if (!ModelState.IsValid || AsksNow)
        {
            return (null, false);
        }
        var own = Form.Way == "Staff";
        var (id, reference, raiser) = desk.Book.NewKeys();
        var name = Refusals.Clean(Form.Name);
        var words = Refusals.Clean(Form.PlaceWords);
        var raise = new Raise(
            id,
            reference,
            raiser,
            Enum.TryParse<Kind>(Form.Kind, out var kind) && Enum.IsDefined(kind) ? kind : category!.Kind,
            own ? Origin.Staff : Origin.OnBehalf,
            own ? Channel.Window : Enum.Parse<Channel>(Form.Way!),
            category!.Code,
            Form.Area!,
            Form.Description!
        )
        {
            Where = place is null && words.Length == 0 ? null : new Where(place, null, null, words.Length == 0 ? null : words),
            Contact = new Contact(
                name.Length == 0 ? null : new PersonalText(raiser, name),
                phone.Length == 0 ? null : new PersonalText(raiser, phone),
                null
            ),
            Tongue = Form.Tongue == nameof(Tongue.En) ? Tongue.En : Tongue.Zh,
            Attributes = answers.ToImmutableDictionary(a => a.Key, a => a.Value.ToImmutableArray()),
        };
        // What the rule itself would refuse is said now, before anything is read to anybody.
        if (RaiseRule.Decide(raise, Jurisdiction, desk.Now).Why is { } why)
        {
            ModelState.Refuse(why, s, "Form");
            return (null, false);
        }
        return (raise, HasCaller);
    }

    private string Sentence(Raise raise)
    {
        var area = Jurisdiction.Areas[raise.Area].Name;
        var category = Jurisdiction.Categories[raise.Category].Name;
        var where = string.Join(
            ' ',
            new[] { raise.Where?.Place?.ToString(), raise.Where?.Words }.Where(part => part is { Length: > 0 })
        );
        var said = raise.Description.Trim();
        var ended = said.Length > 0 && "。！？.!?".Contains(said[^1], StringComparison.Ordinal);
        var contact = raise.Contact.Phone?.Text;
        var more = string.Concat(
            Jurisdiction
                .Categories[raise.Category]
                .Questions.Where(q => raise.Attributes.ContainsKey(q.Code))
                .Select(q =>
                    (Asked: q.Text.In(raise.Tongue), Words: CategoryAnswers.Words(q, raise.Attributes[q.Code], raise.Tongue))
                )
                .Select(a => raise.Tongue == Tongue.En ? $"{a.Asked} {a.Words}. " : $"{a.Asked}{a.Words}。")
        );
        return raise.Tongue == Tongue.En
            ? $"You are reporting: {category.En}, in {area.En}{(where.Length == 0 ? "" : ", " + where)}. You said: “{said}”{(ended ? "" : ".")} {more}"
                + (
                    contact is not null ? $"We will tell you at {contact}. "
                    : IsChat ? "You left no number; we send you a link by which you follow it. "
                    : "You left no number; you get a receipt with the link by which you follow it. "
                )
                + "Is that right?"
            : $"您反映的是：{area.Zh}{(where.Length == 0 ? "" : where)}，{category.Zh}。您说：“{said}”{(ended ? "" : "。")}{more}"
                + (
                    contact is not null ? $"进展会发到 {contact}。"
                    : IsChat ? "您没有留电话，登记后把查看进展的链接发给您。"
                    : "您没有留电话，登记后给您一张带链接的回执，凭它查看进展。"
                )
                + "这样对吗？";
    }

    public sealed class RaiseForm
    {
        public string? Way { get; set; }

        public string? Description { get; set; }

        public string? Kind { get; set; }

        public string? Category { get; set; }

        /// <summary>The category whose questions stood on the page that was sent.</summary>
        public string? Asked { get; set; }

        public string? Area { get; set; }

        public string? Estate { get; set; }

        public string? Building { get; set; }

        public string? Entrance { get; set; }

        public string? PlaceWords { get; set; }

        public string? Name { get; set; }

        public string? Phone { get; set; }

        public string? Tongue { get; set; }

        public string? ReadBack { get; set; }

        public bool Confirmed { get; set; }
    }
}
