using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Places;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Registers;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Matters;
using SmallMatters.Web.Raising;

namespace SmallMatters.Web.Registers;

/// <summary>An administrator imports units and areas: a file is checked row by row, then written whole.</summary>
[Authorize(Policies.SystemAdministrator)]
[
    LargestRequest(CarriedFile.LongestRequest),
    RequestSizeLimit(CarriedFile.LongestRequest),
    RequestFormLimits(MultipartBodyLengthLimit = CarriedFile.LongestRequest)
]
public sealed class IndexModel(Desk desk, RegisterBook book) : PageModel
{
    private const int Latest = 100;

    [BindProperty]
    public ImportForm Form { get; set; } = new();

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public RegisterPlan? Plan { get; private set; }

    public IReadOnlyList<KeptImport> History { get; private set; } = [];

    public IEnumerable<Choice> Systems =>
        [
            Choice.Of(nameof(CoordinateSystem.Wgs84), "WGS 84 或 CGCS2000", "WGS 84 or CGCS2000"),
            Choice.Of(nameof(CoordinateSystem.Gcj02), "GCJ-02（高德、腾讯）", "GCJ-02 (AMap, Tencent)"),
            Choice.Of(nameof(CoordinateSystem.Bd09), "BD-09（百度）", "BD-09 (Baidu)"),
        ];

    /// <summary>How many rows of an import came to what.</summary>
    public static Bilingual Counted(RegisterImported import) =>
        RegisterWords.Counted(
            import.Rows.Count(r => r.Fate == RegisterFate.New),
            import.Rows.Count(r => r.Fate == RegisterFate.Changed),
            import.Unchanged,
            import.Rows.Count(r => r.Fate == RegisterFate.Refused)
        );

    public async Task OnGetAsync(CancellationToken cancel)
    {
        if (Request.Query.ContainsKey(LargestRequestAttribute.TooLarge))
        {
            Wrong(
                "File",
                new(
                    "文件太大，没有收到；请用命令行导入。",
                    "The file is too large and was not received; import it by the command line."
                )
            );
        }
        await PrepareAsync(cancel);
    }

    public async Task<IActionResult> OnPostCheckAsync(CancellationToken cancel)
    {
        var kindChosen = IsKindChosen();
        var (bytes, why) = await CarriedFile.TakeAsync(Form.File, cancel);
        if (why is { } wrong)
        {
            Wrong("File", wrong);
        }
        else
        {
            (Form.FileName, Form.Packed) = (Path.GetFileName(Form.File!.FileName), CarriedFile.Pack(bytes));
            if (kindChosen && Sheet(bytes) is { } sheet)
            {
                Plan = await book.PlanAsync(sheet, cancel);
                if (Plan.Whole is { } whole)
                {
                    Wrong("File", whole.Sentence);
                }
            }
        }
        await PrepareAsync(cancel);
        return Page();
    }

    public async Task<IActionResult> OnPostImportAsync(CancellationToken cancel)
    {
        if (CarriedFile.Unpack(Form.Packed) is not { } bytes)
        {
            Wrong("File", new("请重新选择文件。", "Choose the file again."));
        }
        else if (IsKindChosen() && Sheet(bytes) is { } sheet)
        {
            (Plan, var number, var why) = await book.ImportAsync(sheet, desk.Scope.Actor, cancel);
            if (number is { } written)
            {
                TempData.Flash($"第 {written} 次导入已写入", $"Import {written} is written");
                return Redirect(RegisterLinks.Of(written));
            }
            Wrong("File", why!.Sentence);
        }
        await PrepareAsync(cancel);
        return Page();
    }

    private bool IsKindChosen()
    {
        if (Form.Kind is nameof(RegisterKind.Units) or nameof(RegisterKind.Areas))
        {
            return true;
        }
        Wrong("Kind", new("请选择单位或片区。", "Choose units or areas."));
        return false;
    }

    private RegisterSheet? Sheet(byte[] bytes)
    {
        var kind = Enum.Parse<RegisterKind>(Form.Kind!);
        var units = kind == RegisterKind.Units;
        var columns = new RegisterColumns
        {
            Code = Form.Code ?? "",
            Zh = Form.Zh ?? "",
            En = Form.En ?? "",
            Unit = units ? Form.Parent : Form.Intake,
            Contact = units ? Form.Contact : null,
            Outline = units ? null : Form.Outline,
            Coordinates = Form.Coordinates,
        };
        var (sheet, why) = RegisterFile.Read(bytes, Form.FileName ?? "", kind, columns);
        foreach (var one in why?.Each ?? [])
        {
            Wrong(one.Field == "Unit" ? (units ? "Parent" : "Intake") : one.Field ?? "File", one.Sentence);
        }
        return sheet;
    }

    private void Wrong(string field, Bilingual sentence) => ModelState.AddModelError($"Form.{field}", desk.Speech[sentence]);

    private async Task PrepareAsync(CancellationToken cancel)
    {
        Jurisdiction = await desk.JurisdictionAsync(cancel);
        History = await RegisterBook.HistoryAsync(desk.Db, Latest, cancel);
    }

    /// <summary>The file, what its columns are called, and after the check the file once more.</summary>
    public sealed class ImportForm
    {
        public IFormFile? File { get; set; }
        public string? Kind { get; set; }
        public string? Code { get; set; } = "代码";
        public string? Zh { get; set; } = "中文名称";
        public string? En { get; set; } = "英文名称";
        public string? Parent { get; set; } = "上级单位";
        public string? Contact { get; set; } = "联系方式";
        public string? Intake { get; set; } = "受理单位";
        public string? Outline { get; set; } = "边界";
        public CoordinateSystem Coordinates { get; set; }
        public string? FileName { get; set; }
        public string? Packed { get; set; }

        /// <summary>What the import needs of the check.</summary>
        public IEnumerable<(string Name, string? Value)> Kept() =>
            [
                (nameof(Kind), Kind),
                (nameof(Code), Code),
                (nameof(Zh), Zh),
                (nameof(En), En),
                (nameof(Parent), Parent),
                (nameof(Contact), Contact),
                (nameof(Intake), Intake),
                (nameof(Outline), Outline),
                (nameof(Coordinates), Coordinates.ToString()),
                (nameof(FileName), FileName),
                (nameof(Packed), Packed),
            ];
    }
}
