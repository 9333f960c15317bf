using System.Text;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.DataProtection;
using SmallMatters.Domain.Transfers;
using SmallMatters.Storage;
using SmallMatters.Storage.Accounts;
using SmallMatters.Storage.DataProtection;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Transfers;
using SmallMatters.Web.DataProtection;

namespace SmallMatters.Web.Transfers;

/// <summary>The demonstration's hotline: one file that came in with a row that could not be taken, and what was told of it.</summary>
internal sealed class DemoTransfers(
    IDbContextFactory<Db> databases,
    JurisdictionSource jurisdictions,
    CounterpartBook counterparts,
    AssessmentBook assessments,
    TransferDesk desk,
    TimeProvider time
)
{
    private const string Street = "street";
    private const string Hotline = "city-12345";
    private static readonly Doer By = new(null, "seed");

    /// <summary>Makes them, where the made-up neighbourhood has a street.</summary>
    public async Task MakeAsync(CancellationToken cancel)
    {
        var jurisdiction = await jurisdictions.CurrentAsync(cancel);
        if (!jurisdiction.Units.ContainsKey(Street))
        {
            return;
        }
        var (key, _) = await counterparts.AddAsync(Hotline, "市 12345 热线", Street, By, cancel);
        const string Rows = """
            number,kind,category,area,words,place,name,phone
            RX-2611-0417,Request,certificate,qh-zhuyuan,来电人问：老人行动不便，居住证明能不能上门办。,竹园社区,钱女士,
            RX-2611-0422,Complaint,advert-sticker,qh-zhuyuan,来电人反映楼道里又贴满了小广告。,竹园社区 5 号楼,,
            RX-2611-0425,Complaint,bus-stop,qh-zhuyuan,来电人反映公交站没有候车椅。,竹园社区东门,,
            """;
        var package = TransferPackage.Make(
            new TransferManifest(
                TransferManifest.PresentVersion,
                TransferKind.Matters,
                Hotline,
                jurisdiction.Code,
                1,
                3,
                time.GetUtcNow(),
                []
            ),
            new Dictionary<string, byte[]> { ["matters.csv"] = Encoding.UTF8.GetBytes(Rows) },
            Convert.FromBase64String(key!)
        );
        var taken = await desk.TakeAsync(package, Street, false, By, cancel);
        await DemoAssessment.ApproveAsync(
            databases,
            assessments,
            new WriteAssessment(
                OutwardFlowKind.Transfer,
                Hotline,
                "市 12345 热线",
                "热线转来的诉求的编号、办理状态和答复",
                "热线要向来电人回访",
                "答复里可能写到别人",
                "文件签名，只回传对方转来的诉求",
                jurisdiction.Calendar.DayOf(time.GetUtcNow()).AddYears(1)
            ),
            cancel
        );
        var (sent, _) = await desk.SendAsync(Hotline, Street, false, By, cancel);
        if (taken.Why is not null || sent is null)
        {
            throw new InvalidOperationException("a transfer of the demonstration was refused");
        }
    }
}
