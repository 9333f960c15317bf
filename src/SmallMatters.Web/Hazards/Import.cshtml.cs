using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Hazards;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Hazards;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Matters;
using SmallMatters.Web.Raising;
using SmallMatters.Web.Registers;

namespace SmallMatters.Web.Hazards;

/// <summary>A supervisor imports premises: a file is checked row by row, then written whole.</summary>
[Authorize(Policies.Supervisor)]
[
    LargestRequest(CarriedFile.LongestRequest),
    RequestSizeLimit(CarriedFile.LongestRequest),
    RequestFormLimits(MultipartBodyLengthLimit = CarriedFile.LongestRequest)
]
public sealed class ImportModel(Desk desk, PremisesFiles files) : PageModel
{
    private const int Latest = 100;

    [BindProperty]
    public ImportForm Form { get; set; } = new();

    public PremisesPlan? Plan { get; private set; }

    public IReadOnlyList<KeptPremisesFile> History { get; private set; } = [];

    /// <summary>What may stand in the column of types.</summary>
    public static Bilingual Kinds =>
        new(
            $"可以写：{string.Join("、", Enum.GetValues<PremisesKind>().Select(k => k.Said().Zh))}",
            $"One of {string.Join(", ", Enum.GetValues<PremisesKind>().Select(k => k.Said().En))}, or its Chinese name"
        );

    /// <summary>How many rows of an import came to what.</summary>
    public static Bilingual Counted(PremisesFileImported import) =>
        RegisterWords.Counted(
            import.Rows.Count(r => r.Fate == RegisterFate.New),
            import.Rows.Count(r => r.Fate == RegisterFate.Changed),
            import.Unchanged,
            import.Rows.Count(r => r.Fate == RegisterFate.Refused)
        );

    public Task OnGetAsync(CancellationToken cancel)
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
        return PrepareAsync(cancel);
    }

    public async Task<IActionResult> OnPostCheckAsync(CancellationToken cancel)
    {
        var (bytes, why) = await CarriedFile.TakeAsync(Form.File, cancel);
        if (why is { } wrong)
        {
            Wrong("File", wrong);
        }
        else
        {
            (Form.FileName, Form.Packed) = (Path.GetFileName(Form.File!.FileName), CarriedFile.Pack(bytes));
            if (Sheet(bytes) is { } sheet)
            {
                Plan = await files.PlanAsync(sheet, PremisesKeeper.Of(desk.Scope), cancel);
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
        else if (Sheet(bytes) is { } sheet)
        {
            (Plan, var number, var why) = await files.ImportAsync(sheet, PremisesKeeper.Of(desk.Scope), cancel);
            if (number is { } written)
            {
                TempData.Flash($"第 {written} 次导入已写入", $"Import {written} is written");
                return Redirect(PremisesLinks.Imported(written));
            }
            Wrong("File", why!.Sentence);
        }
        await PrepareAsync(cancel);
        return Page();
    }

    private PremisesSheet? Sheet(byte[] bytes)
    {
        var (sheet, why) = PremisesSheets.Read(bytes, Form.FileName ?? "", Form.Columns);
        foreach (var one in why?.Each ?? [])
        {
            Wrong(one.Field ?? "File", one.Sentence);
        }
        return sheet;
    }

    private void Wrong(string field, Bilingual sentence) => ModelState.AddModelError($"Form.{field}", desk.Speech[sentence]);

    // What the operator brought is shown to whoever keeps all of it.
    private async Task PrepareAsync(CancellationToken cancel)
    {
        var shown = new List<KeptPremisesFile>();
        foreach (var kept in await PremisesFiles.HistoryAsync(desk.Db, desk.Scope.Sees, Latest, cancel))
        {
            if (
                kept.Kept.Unit is not null
                || await PremisesFiles.KeepsAllAsync(desk.Db, kept.Kept.Seq, PremisesKeeper.Of(desk.Scope), cancel)
            )
            {
                shown.Add(kept);
            }
        }
        History = shown;
    }

    /// <summary>The file, what its columns are called, and after the check the file once more.</summary>
    public sealed class ImportForm
    {
        public IFormFile? File { get; set; }
        public string? Code { get; set; } = "代码";
        public string? Name { get; set; } = "名称";
        public string? Kind { get; set; } = "类型";
        public string? Address { get; set; } = "地址";
        public string? Area { get; set; } = "片区";
        public string? Unit { get; set; } = "负责单位";
        public string? Responsible { get; set; } = "责任人";
        public string? ResponsibleContact { get; set; } = "责任人联系方式";
        public string? Liaison { get; set; } = "联络人";
        public string? LiaisonContact { get; set; } = "联络人联系方式";
        public string? FileName { get; set; }
        public string? Packed { get; set; }

        internal PremisesColumns Columns =>
            new()
            {
                Code = Code ?? "",
                Name = Name ?? "",
                Kind = Kind,
                Address = Address,
                Area = Area,
                Unit = Unit,
                Responsible = Responsible,
                ResponsibleContact = ResponsibleContact,
                Liaison = Liaison,
                LiaisonContact = LiaisonContact,
            };

        /// <summary>What the import needs of the check.</summary>
        public IEnumerable<(string Name, string? Value)> Kept() =>
            [
                (nameof(Code), Code),
                (nameof(Name), Name),
                (nameof(Kind), Kind),
                (nameof(Address), Address),
                (nameof(Area), Area),
                (nameof(Unit), Unit),
                (nameof(Responsible), Responsible),
                (nameof(ResponsibleContact), ResponsibleContact),
                (nameof(Liaison), Liaison),
                (nameof(LiaisonContact), LiaisonContact),
                (nameof(FileName), FileName),
                (nameof(Packed), Packed),
            ];
    }
}
