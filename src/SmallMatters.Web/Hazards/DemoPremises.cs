using System.Text;
using SmallMatters.Storage.Hazards;

namespace SmallMatters.Web.Hazards;

/// <summary>The demonstration's premises, out of a made-up file, with a row that stayed out.</summary>
internal static class DemoPremises
{
    private const string File = """
        代码,名称,类型,地址,片区,负责单位,责任人,责任人联系方式,联络人,联络人联系方式
        cs-001,书院小学,学校,书院里东侧,书院社区,station,谷校长,5550 0201,安老师,5550 0202
        cs-002,青禾中学,学校,北仓路40号,北仓社区,station,苗校长,5550 0203,,
        cs-003,文汇公寓3号楼,高层住宅,文汇公寓3号楼,书院社区,station,物业经理甘,5550 0204,,
        cs-004,石板街烧烤店,小场所,石板街14号,新桥社区,station,店主路,5550 0205,,
        cs-005,石板街电动车修理铺,小场所,石板街21号,新桥社区,station,店主童,5550 0206,,
        cs-006,安居里17号出租房,出租房屋,安居里17号,石榴园社区,station,房东邵,5550 0207,,
        cs-007,青禾储蓄所,内部治安保卫单位,青禾一村南门,禾柳社区,station,主任冉,5550 0208,保卫何,5550 0209
        cs-008,禾柳菜市场,一般单位,禾柳新村西侧,禾柳社区,station,市场办,5550 0210,,
        cs-009,禾柳旅社,旅馆,禾柳新村1号,禾柳社区,station,,,,
        """;

    /// <summary>Imports them.</summary>
    public static async Task MakeAsync(PremisesFiles files, CancellationToken cancel)
    {
        var (sheet, wrong) = PremisesSheets.Read(
            Encoding.UTF8.GetBytes(File),
            "派出所场所名册.csv",
            new ImportModel.ImportForm().Columns
        );
        var why = sheet is null ? wrong : (await files.ImportAsync(sheet, PremisesKeeper.Operator("seed"), cancel)).Why;
        if (why is not null)
        {
            throw new InvalidOperationException($"the demonstration's premises were refused: {why.Sentence}");
        }
    }
}
