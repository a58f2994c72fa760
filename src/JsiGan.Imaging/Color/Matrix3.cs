namespace JsiGan.Imaging.Color;

/// <summary>A 3x3 matrix over colour triplets, rows first.</summary>
public readonly record struct Matrix3(
    double M11, double M12, double M13, double M21, double M22, double M23, double M31, double M32, double M33)
{
    private double Determinant =>
        (M11 * ((M22 * M33) - (M23 * M32))) - (M12 * ((M21 * M33) - (M23 * M31))) + (M13 * ((M21 * M32) - (M22 * M31)));

    public static Matrix3 operator *(Matrix3 a, Matrix3 b) => new(
        (a.M11 * b.M11) + (a.M12 * b.M21) + (a.M13 * b.M31),
        (a.M11 * b.M12) + (a.M12 * b.M22) + (a.M13 * b.M32),
        (a.M11 * b.M13) + (a.M12 * b.M23) + (a.M13 * b.M33),
        (a.M21 * b.M11) + (a.M22 * b.M21) + (a.M23 * b.M31),
        (a.M21 * b.M12) + (a.M22 * b.M22) + (a.M23 * b.M32),
        (a.M21 * b.M13) + (a.M22 * b.M23) + (a.M23 * b.M33),
        (a.M31 * b.M11) + (a.M32 * b.M21) + (a.M33 * b.M31),
        (a.M31 * b.M12) + (a.M32 * b.M22) + (a.M33 * b.M32),
        (a.M31 * b.M13) + (a.M32 * b.M23) + (a.M33 * b.M33));

    /// <summary>The matrix times the column (x, y, z).</summary>
    public (double X, double Y, double Z) Apply(double x, double y, double z) => (
        (M11 * x) + (M12 * y) + (M13 * z),
        (M21 * x) + (M22 * y) + (M23 * z),
        (M31 * x) + (M32 * y) + (M33 * z));

    /// <summary>The matrix with its columns multiplied by x, y and z.</summary>
    public Matrix3 ScaleColumns(double x, double y, double z) =>
        new(M11 * x, M12 * y, M13 * z, M21 * x, M22 * y, M23 * z, M31 * x, M32 * y, M33 * z);

    /// <exception cref="InvalidOperationException">The matrix is singular.</exception>
    public Matrix3 Invert()
    {
        var determinant = Determinant;
        if (determinant == 0)
            throw new InvalidOperationException($"{this} has no inverse.");

        var s = 1 / determinant;
        return new Matrix3(
            s * ((M22 * M33) - (M23 * M32)), s * ((M13 * M32) - (M12 * M33)), s * ((M12 * M23) - (M13 * M22)),
            s * ((M23 * M31) - (M21 * M33)), s * ((M11 * M33) - (M13 * M31)), s * ((M13 * M21) - (M11 * M23)),
            s * ((M21 * M32) - (M22 * M31)), s * ((M12 * M31) - (M11 * M32)), s * ((M11 * M22) - (M12 * M21)));
    }
}
