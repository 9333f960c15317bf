namespace SmallMatters.Web.CommandLine;

/// <summary>Tells whoever started the server where everything is.</summary>
internal static class Whereabouts
{
    public static void Print(string address, bool development, TextWriter output)
    {
        output.WriteLine(
            $"""

            小事不小 SmallMatters
              居民 Residents      {address}/
              工作人员 Staff      {address}/staff   （登录 sign in: {address}/sign-in）
              接口 API            {address}/open311/discovery.json   {address}/openapi/v1.json
              健康 Health         {address}/health
            """
        );
        if (development)
        {
            output.WriteLine(
                $"""
                  演示 Demonstration  登录页列出演示账号和密码 / the sign-in page lists the demo accounts and their password
                                      接口密钥 API key: demo       已发送的通知 messages sent: {address}/dev/notices
                  按 Ctrl+C 停止 / Ctrl+C stops it.

                """
            );
        }
    }
}
