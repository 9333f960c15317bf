using System.Text;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Registers;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Registers;

namespace SmallMatters.Web.Tests.Registers;

/// <summary>Files of registers as partners send them.</summary>
internal static class Sheets
{
    public const string UnitHeader = "code,zh,en,above,phone\n";
    public const string AreaHeader = "code,zh,en,desk,shape\n";

    public static readonly Actor By = new Actor.System("test");

    public static readonly RegisterColumns Units = new()
    {
        Code = "code",
        Zh = "zh",
        En = "en",
        Unit = "above",
        Contact = "phone",
    };

    public static readonly RegisterColumns Areas = new()
    {
        Code = "code",
        Zh = "zh",
        En = "en",
        Unit = "desk",
        Outline = "shape",
    };

    /// <summary>All units of <see cref="Neighbourhood"/> as they are.</summary>
    public static string Same =>
        UnitHeader
        + "street,柳园街道办事处,Willow Garden Subdistrict Office,,\n"
        + "willow-desk,柳园社区居委会,Willow Garden Committee,street,\n"
        + "bell-desk,钟楼社区居委会,Bell Tower Committee,street,\n"
        + "lamps,路灯管理所,Street Lamp Office,street,\n"
        + "station,柳园派出所,Willow Garden Police Station,,\n"
        + "review,督察复查组,Review Group,,\n";

    public static (RegisterSheet? Sheet, Refusal? Why) Read(string text, RegisterKind kind) =>
        RegisterFile.Read(Encoding.UTF8.GetBytes(text), "名册.csv", kind, kind == RegisterKind.Units ? Units : Areas);

    public static RegisterBook Book(this TestHost host) => host.Services.GetRequiredService<RegisterBook>();

    public static Task<(RegisterPlan Plan, int? Number, Refusal? Why)> ImportAsync(
        this TestHost host,
        string text,
        RegisterKind kind
    ) => host.Book().ImportAsync(Read(text, kind).Sheet!, By);
}
