namespace Graticule.Server.Dialects.OgcProcesses;

/// <summary>The OpenAPI document as a page to try it on; its assets are part of the program, so it works without a network.</summary>
internal static class InteractivePage
{
    private const string Folder = "swagger-ui/oapip";

    public static void Use(IApplicationBuilder app, OgcOptions options) => app.UseSwaggerUI(page =>
    {
        page.RoutePrefix = Folder;
        page.DocumentTitle = options.Title;
        page.SwaggerEndpoint(Root.Path + "/api", options.Title);
    });
}
