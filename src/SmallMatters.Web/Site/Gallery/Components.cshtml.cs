using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;

namespace SmallMatters.Web.Site.Gallery;

/// <summary>All components on one page, for those who build pages. Only in Development.</summary>
[Authorize(Policies.DevelopmentOnly)]
public sealed class ComponentsModel(IHostEnvironment environment, Speech speech, TimeProvider clock) : PageModel
{
    [BindProperty]
    public Sample Form { get; set; } = new();

    public DateTimeOffset Now => clock.GetUtcNow();

    public static IReadOnlyList<Choice> Estates =>
        [
            Choice.Of("", "请选择", "Choose one"),
            Choice.Of("willow", "柳园小区", "Willow Garden"),
            Choice.Of("bell", "钟楼新村", "Bell Tower New Village"),
        ];

    public IActionResult OnGet() => environment.IsDevelopment() ? Page() : NotFound();

    /// <summary>Two made-up areas beside each other, to try the map on.</summary>
    public IActionResult OnGetAreas() => environment.IsDevelopment() ? Content(Areas, "application/geo+json") : NotFound();

    public IActionResult OnPost()
    {
        if (!environment.IsDevelopment())
        {
            return NotFound();
        }

        if (string.IsNullOrWhiteSpace(Form.Words))
        {
            ModelState.AddModelError("Form.Words", speech["请写下发生了什么", "Write what happened"]);
        }

        if (Form.Kind is null)
        {
            ModelState.AddModelError("Form.Kind", speech["请选择一种情况", "Choose what it is about"]);
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        TempData.Flash("已保存", "Saved");
        return RedirectToPage();
    }

    private const string Areas = """
        {"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{"zh":"柳园","en":"Willow Garden"},"geometry":{"type":"Polygon","coordinates":[[[120.10,30.20],[120.12,30.20],[120.12,30.215],[120.10,30.215],[120.10,30.20]]]}},
        {"type":"Feature","properties":{"zh":"钟楼","en":"Bell Tower"},"geometry":{"type":"Polygon","coordinates":[[[120.12,30.20],[120.14,30.20],[120.14,30.215],[120.12,30.215],[120.12,30.20]]]}}
        ]}
        """;

    public sealed class Sample
    {
        public string? Words { get; set; }

        public string? Kind { get; set; }

        public string? Phone { get; set; }

        public string? Estate { get; set; }

        public DateOnly? Day { get; set; }

        public List<string> Ways { get; set; } = ["sms"];

        public string? Password { get; set; }

        public double? Latitude { get; set; }

        public double? Longitude { get; set; }
    }
}
