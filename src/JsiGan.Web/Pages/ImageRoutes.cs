using System.Buffers.Binary;
using JsiGan.Storage.Images;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace JsiGan.Web.Pages;

/// <summary>Validation crops: their list, pictures of them, and their codes.</summary>
internal static class ImageRoutes
{
    public static void Map(RouteGroupBuilder api, ImageStore images)
    {
        api.MapGet("/runs/{run:long}/images", async (long run, CancellationToken token) =>
            TypedResults.Ok(await images.ListAsync(run, token)));
        api.MapGet(
            "/runs/{run:long}/images/{crop:int}/{kind}.png",
            (long run, int crop, string kind, long? step, string? view, HttpContext context, CancellationToken token) =>
                DrawAsync(images, (run, crop, Kind(kind), step ?? 0), View(view), context, token));
        api.MapGet(
            "/runs/{run:long}/images/{crop:int}/{kind}.bin",
            (long run, int crop, string kind, long? step, HttpContext context, CancellationToken token) =>
                CodesAsync(images, (run, crop, Kind(kind), step ?? 0), context, token));
    }

    private static async Task<Results<FileContentHttpResult, NotFound<PageFault>>> DrawAsync(
        ImageStore images, (long Run, int Crop, ImageKind Kind, long Step) asked, ImageView view, HttpContext context,
        CancellationToken token)
    {
        if (await FindAsync(images, asked, token) is not { } image)
            return Missing(asked.Crop, asked.Step);

        if (await images.FindAsync(asked.Run, asked.Crop, ImageKind.Truth, 0, token) is not { } truth)
            return Missing(asked.Crop, 0);

        Keep(context);
        return TypedResults.File(CropPicture.Draw(image, truth, view), "image/png");
    }

    private static async Task<Results<FileContentHttpResult, NotFound<PageFault>>> CodesAsync(
        ImageStore images, (long Run, int Crop, ImageKind Kind, long Step) asked, HttpContext context, CancellationToken token)
    {
        if (await FindAsync(images, asked, token) is not { } image)
            return Missing(asked.Crop, asked.Step);

        var bytes = new byte[2 * image.Codes.Length];
        foreach (var (i, code) in image.Codes.Index())
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(2 * i), code);

        Keep(context);
        return TypedResults.File(bytes, "application/octet-stream");
    }

    private static Task<StoredImage?> FindAsync(
        ImageStore images, (long Run, int Crop, ImageKind Kind, long Step) asked, CancellationToken token) =>
        images.FindAsync(asked.Run, asked.Crop, asked.Kind, asked.Kind == ImageKind.Prediction ? asked.Step : 0, token);

    // A step that is trained again gives the same prediction.
    private static void Keep(HttpContext context) => context.Response.Headers.CacheControl = "private, max-age=3600";

    private static NotFound<PageFault> Missing(int crop, long step) =>
        TypedResults.NotFound(new PageFault($"The run has no such image of crop {crop} at step {step}."));

    private static ImageKind Kind(string kind) => Word<ImageKind>(kind);

    private static ImageView View(string? view) => view is null ? ImageView.Screen : Word<ImageView>(view);

    private static T Word<T>(string word)
        where T : struct, Enum =>
        Array.Find(Enum.GetNames<T>(), name => name.Equals(word, StringComparison.OrdinalIgnoreCase)) is { } known
            ? Enum.Parse<T>(known)
            : throw new UsageException($"'{word}' is not one of {string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant()}.");
}
