using System.Text;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Transfers;
using SmallMatters.Storage.Accounts;
using SmallMatters.Storage.Keys;
using SmallMatters.Storage.Publishing;
using SmallMatters.Storage.Transfers;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Photos.Painting;
using SmallMatters.Web.Tests.Matters;
using SmallMatters.Web.Tests.Webhooks;
using SmallMatters.Web.Transfers;
using Xunit;

namespace SmallMatters.Web.Tests.Confidentiality;

/// <summary>What is published, and what came in files.</summary>
internal sealed partial class Planted
{
    private async Task NewsAsync(TestHost host, Office office)
    {
        var (writer, second) = (
            await office.HireAsync(Neighbourhood.WillowDesk),
            await office.HireAsync(Neighbourhood.WillowDesk)
        );
        var draft = await writer.Browser.SubmitAsync(
            await writer.Browser.GetAsync("/staff/publications/new"),
            [("Form.Kind", "Tip"), ("Form.Title", "楼道不要充电"), ("Form.Words", "请把车停到棚里。")]
        );
        var white = new Pixels(40, 30, [.. Enumerable.Repeat((byte)255, 40 * 30 * 3)]);
        await writer.Browser.SubmitAsync(
            await writer.Browser.GetAsync(draft.Path + "/picture"),
            [],
            "form[action$='handler=choose']",
            [new ChosenFile("files", "a.png", "image/png", PngPixels.Write(white))]
        );
        var ready = await writer.Browser.GetAsync(draft.Path);
        await writer.Browser.SubmitAsync(ready, [], "form[action$='handler=submit']");
        var waiting = await second.Browser.GetAsync(draft.Path);
        await second.Browser.SubmitAsync(waiting, [], "form[action$='handler=release']");
        Add("news/", "news", draft.Path.Split('/')[^1]);

        var subscriptions = host.Services.GetRequiredService<Subscriptions>();
        await subscriptions.AskAsync(null, null, "weiqueren@example.org", Tongue.Zh);
        await using var db = host.OpenDb();
        var id = db.Set<SubscriptionRow>().OrderByDescending(s => s.Id).Select(s => s.Id).First();
        Add("news/", "token", host.Services.GetRequiredService<KeyRing>().LinkFor(id, 1));
    }

    private async Task FilesAsync(TestHost host, Office office)
    {
        const string Hotline = "city-12345";
        var by = new Doer(null, "test");
        var (key, why) = await host
            .Services.GetRequiredService<CounterpartBook>()
            .AddAsync(Hotline, "市 12345 热线", Neighbourhood.WillowDesk, by);
        Assert.Null(why);
        const string Rows =
            $"number,kind,category,area,words,place,name,phone\r\nA-1,Complaint,{Neighbourhood.Noise},{Neighbourhood.Willow},半夜放音乐,,,\r\n";
        var package = TransferPackage.Make(
            new TransferManifest(
                TransferManifest.PresentVersion,
                TransferKind.Matters,
                Hotline,
                Neighbourhood.Code,
                1,
                1,
                host.Clock.GetUtcNow(),
                []
            ),
            new Dictionary<string, byte[]> { ["matters.csv"] = Encoding.UTF8.GetBytes(Rows) },
            Convert.FromBase64String(key!)
        );
        var desk = host.Services.GetRequiredService<TransferDesk>();
        await desk.TakeAsync(package, Neighbourhood.WillowDesk, false, by);
        // What became of it goes back, and the file is kept.
        await Assessed.PermitAsync(host, TransfersOut.FlowOf(Hotline));
        Assert.Null((await desk.SendAsync(Hotline, Neighbourhood.WillowDesk, false, by)).Why);
        Add("staff/transfers/", "counterpart", Hotline);
        Add("staff/transfers/", "way", "in");
        Add("staff/transfers/", "sequence", "1");

        var administrator = await office.HireAsync(Neighbourhood.Street, StaffRole.SystemAdministrator);
        var page = await administrator.Browser.GetAsync("/administration/registers");
        const string Units = "代码,中文名称,英文名称,上级单位,联系方式\ngas,燃气管理站,Gas Office,street,021-5555\n";
        var check = await administrator.Browser.SubmitAsync(
            page,
            [("Form.Kind", "Units")],
            "#choose",
            [new ChosenFile("Form.File", "单位.csv", "text/csv", Encoding.UTF8.GetBytes(Units))]
        );
        var done = await administrator.Browser.SubmitAsync(check, form: "#import");
        Add("administration/registers/", "number", done.Path.Split('/')[^1]);
    }
}
