using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Graticule.Benchmarks;

/// <summary>The physical limit of a request: the same web server, reading the body and answering a constant.</summary>
internal static class KestrelFloor
{
    private static readonly byte[] Answer = """{"a":"hello bench"}"""u8.ToArray();

    public static async Task<int> RunAsync(string address)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(address);
        var app = builder.Build();
        app.MapGet("/", () => "ready");
        app.MapPost("/", async (HttpContext context) =>
        {
            await context.Request.Body.CopyToAsync(Stream.Null);
            context.Response.ContentType = "application/json";
            await context.Response.Body.WriteAsync(Answer);
        });
        await app.RunAsync();
        return 0;
    }
}
