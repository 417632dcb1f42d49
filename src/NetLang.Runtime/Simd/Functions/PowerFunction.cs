namespace NetLang.Runtime.Simd;

/// <summary>
/// xʸ = e^(y log |x|). The logarithm needs as many bits more as the result has in its exponent, so it and the product
/// are unevaluated sums of two floats.
/// </summary>
internal static class PowerFunction<F, T, I, J>
    where F : unmanaged, IFloatVector<F, T, I>
    where T : unmanaged
    where I : unmanaged, IIntVector<I, J, F>
    where J : unmanaged
{
    private static bool IsSingle => FloatFormat<F, T, I, J>.IsSingle;

    public static F Pow(F x, F y)
    {
        var magnitude = F.Abs(x);
        var log = LogOf(magnitude, out var logTail);

        // Larger exponents give the same 0, 1 or infinity, but their products would overflow.
        var limit = IsSingle ? 8589934592.0 : 73786976294838206464.0;
        var exponent = F.AtMost(F.AtLeast(y, -limit), limit);
        var product = exponent * log;
        var tail = F.FusedMultiplyAdd(exponent, logTail, TwoFold<F, T, I>.ProductError(exponent, log, product));
        var isInRange = F.Less(F.Abs(product), F.Constant(1000));
        var result = ExpFunctions<F, T, I, J>.Exp(
            ExpFunctions<F, T, I, J>.Bounded(product, ExpFunctions<F, T, I, J>.LeastExponent), F.Select(isInRange, tail, F.Zero));
        return Special(x, y, result);
    }

    private static F Special(F x, F y, F result)
    {
        var one = F.Constant(1);
        var half = y * F.Constant(0.5);
        var isInteger = F.Equal(F.Truncate(y), y);
        var isOdd = isInteger & F.NotEqual(F.Truncate(half), half);
        var isNegative = F.Less(F.CopySign(one, x), F.Zero);
        result = F.Select(isOdd & isNegative, -result, result);

        var isFinite = F.Less(F.Abs(x), F.Constant(double.PositiveInfinity));
        result = F.Select(F.Less(x, F.Zero) & isFinite & ~isInteger, F.Constant(double.NaN), result);
        result = F.Select(F.NotEqual(x, x) | F.NotEqual(y, y), F.Constant(double.NaN), result);
        return F.Select(F.Equal(x, one) | F.Equal(y, F.Zero), one, result);
    }

    /// <summary>log x = e ln 2 + 2 s + s³ (2/3 + s² q(s²)); −∞ at 0, ∞ at ∞.</summary>
    private static F LogOf(F x, out F tail)
    {
        var f = LogFunctions<FusedArithmetic, F, T, I, J>.Split(
            LogFunctions<FusedArithmetic, F, T, I, J>.Normalize(x, out var shift), out var e);
        e += shift;

        // s = f / (2 + f)
        var two = F.Constant(2);
        var divisor = two + f;
        var divisorTail = f - (divisor - two);
        var s = f / divisor;
        var quotient = s * divisor;
        var remainder = (f - quotient) - TwoFold<F, T, I>.ProductError(s, divisor, quotient) - (s * divisorTail);
        var sTail = remainder / divisor;

        // p = s² (2/3 + s² q)
        var z = s * s;
        var zTail = F.FusedMultiplyAdd(s + s, sTail, TwoFold<F, T, I>.ProductError(s, s, z));
        var third = F.Constant(2.0 / 3.0);
        var thirdTail = F.Constant(IsSingle ? (2.0 / 3.0) - (float)(2.0 / 3.0) : 3.7007434154171886e-17);
        var p = z * third;
        var pTail = TwoFold<F, T, I>.ProductError(z, third, p) + (z * thirdTail) + (zTail * third) + (z * z * Q(z));

        // 2 s + s p + e ln 2
        var term = s * p;
        var termTail = TwoFold<F, T, I>.ProductError(s, p, term) + (s * pTail) + (sTail * p);
        var log = TwoFold<F, T, I>.Sum(s + s, term, out var logTail);
        logTail += termTail + sTail + sTail;
        var sum = TwoFold<F, T, I>.Sum(
            e * F.Constant(IsSingle ? 0.693145751953125 : 0.6931471805596629565116018), log, out var sumTail);
        tail = sumTail + logTail + (e * F.Constant(IsSingle ? 1.428606765330187045e-6 : 2.8235290563031577103118e-13));

        sum = F.Select(F.Equal(x, F.Zero), F.Constant(double.NegativeInfinity), sum);
        return F.Select(F.Equal(x, F.Constant(double.PositiveInfinity)), x, sum);
    }

    /// <summary>To 2⁻²³ and 2⁻⁵⁹ for z from 0 to (3 − 2√2)².</summary>
    private static F Q(F z) => IsSingle
        ? Polynomial<FusedArithmetic, F, T, I>.Evaluate(z, 0.40000015097, 0.28562219242, 0.23049002804)
        : Polynomial<FusedArithmetic, F, T, I>.Evaluate(
            z, 0.39999999999999999816, 0.28571428571429371334, 0.22222222221652765272, 0.18181818336099846227,
            0.15384594887007179405, 0.13334808798812338678, 0.11706126464563397262, 0.11724327060846746440);
}
