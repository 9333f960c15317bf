using System.Text;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Registers;

namespace SmallMatters.Web.Registers;

/// <summary>The demonstration's register: the offices' public numbers out of the district's file, with a row that stayed out.</summary>
internal static class DemoRegisters
{
    private const string File = """
        代码,中文名称,英文名称,联系方式
        works,青禾市政维护站,Qinghe Public Works Station,5550 0116
        housing,青禾街道物业管理办公室,Qinghe Property Management Office,5550 0112
        sanitation,青禾环卫所,Qinghe Sanitation Office,5550 0118
        desk-heliu,禾柳社区居委会（受理台）,Heliu Committee (intake desk),5550 0131
        heating,青禾供热站,,5550 0120
        """;

    /// <summary>Imports them.</summary>
    public static async Task MakeAsync(RegisterBook book, CancellationToken cancel)
    {
        var columns = new RegisterColumns
        {
            Code = "代码",
            Zh = "中文名称",
            En = "英文名称",
            Contact = "联系方式",
        };
        var (sheet, wrong) = RegisterFile.Read(Encoding.UTF8.GetBytes(File), "区单位名册.csv", RegisterKind.Units, columns);
        var why = sheet is null ? wrong : (await book.ImportAsync(sheet, new Actor.System("seed"), cancel)).Why;
        if (why is not null)
        {
            throw new InvalidOperationException($"the demonstration's register was refused: {why.Sentence}");
        }
    }
}
