namespace Graticule.Server.Dialects.Cdms;

/// <summary>The API definition as a page to try it on; its assets are part of the program, so it works without a network.</summary>
/// <param name="resources">All there are; asked for when somebody wants to see them.</param>
internal sealed class ApiPage(Func<IReadOnlyList<CdmsResource>> resources)
{
    public const string Folder = "apidocs";

    private const string Document = "openapi.yml";

    /// <summary>Serves the page to whoever comes by GET.</summary>
    public static void Use(IApplicationBuilder app) => app.UseSwaggerUI(page =>
    {
        page.RoutePrefix = Folder;
        page.DocumentTitle = OpenApi.Title;

        // Beside the page, whatever lies before its path.
        page.SwaggerEndpoint(Document, OpenApi.Title);
    });

    public CdmsResource[] Resources =>
    [
        new($"/{Folder}", "API page", "The API definition as a page to try it on.", LeadAsync, []) { IsPublic = true, MediaTypes = ["text/html"] },
        new($"/{Folder}/{Document}", "API definition", "The API definition (OpenAPI 3.0).", SendAsync, []) { IsPublic = true, MediaTypes = [Words.Yaml] },
    ];

    private static Task LeadAsync(HttpContext context, Arguments arguments) => Wire.RedirectAsync(context, $"/{Folder}/index.html");

    private Task SendAsync(HttpContext context, Arguments arguments) =>
        Wire.SendTextAsync(context, OpenApi.Write(resources().Where(resource => !resource.IsUnlisted), CdmsPaths.Root(context.Request)), Words.Yaml);
}
